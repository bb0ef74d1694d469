import * as z from 'zod'
import { call } from './call.ts'

/** Trouble the sandbox can be asked for; each stays on until it is switched off. */
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
  /** Simulated viewers who send gifts in bursts, so that counts move. */
  viewers: z.boolean(),
  troubles: z.array(sandboxTroubleSchema),
})
export type SandboxState = z.infer<typeof sandboxSchema>

/** Only while a sandbox room is active; otherwise NOT_CONNECTED. */
export const sandbox = {
  get: call('read').route({ method: 'GET', path: '/sandbox', summary: 'What the sandbox plays' }).output(sandboxSchema),
  set: call('fire')
    .route({ method: 'PUT', path: '/sandbox', summary: 'Change what the sandbox plays' })
    .input(sandboxSchema)
    .output(sandboxSchema),
}
