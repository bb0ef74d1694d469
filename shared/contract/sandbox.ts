import * as z from 'zod'
import { call } from './call.ts'

/** Faults that the sandbox can simulate. Each stays on until it is switched off. */
export const sandboxTroubleSchema = z.enum([
  'lost-answers',
  'server-errors',
  'slow-answers',
  'rate-limited',
  'gift-switch-off',
  'messages-dropped',
  'sender-muted',
  'viewer-left-game',
])
export type SandboxTrouble = z.infer<typeof sandboxTroubleSchema>

const sandboxSchema = z.strictObject({
  /** Simulated viewers that send bursts of gifts, so that counts change. */
  viewers: z.boolean(),
  troubles: z.array(sandboxTroubleSchema),
})
export type SandboxState = z.infer<typeof sandboxSchema>

/** These calls fail with NOT_CONNECTED unless a sandbox room is active. */
export const sandbox = {
  get: call('read').route({ method: 'GET', path: '/sandbox', summary: 'What the sandbox plays' }).output(sandboxSchema),
  set: call('fire')
    .route({ method: 'PUT', path: '/sandbox', summary: 'Change what the sandbox plays' })
    .input(sandboxSchema)
    .output(sandboxSchema),
}
