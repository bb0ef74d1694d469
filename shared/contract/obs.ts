import { fieldProblem } from '../domain/field-problems.ts'
import * as z from 'zod'
import { call } from './call.ts'
import { wholeText } from './fields.ts'

const loopback = new Set(['127.0.0.1', 'localhost', '[::1]'])

/** Host and port of obs-websocket, such as `127.0.0.1:4455`. OBS on another computer is not connected. */
export const obsAddressSchema = z
  .string()
  .overwrite((text) => text.trim())
  .refine((text) => {
    if (!URL.canParse(`ws://${text}/`)) return false
    const { hostname, host, port } = new URL(`ws://${text}/`)
    return loopback.has(hostname) && host === text.toLowerCase() && port !== ''
  }, fieldProblem('obsAddress'))

const obsTroubleSchema = z.object({
  reason: z.enum(['not-running', 'wrong-password', 'password-needed', 'too-old', 'not-obs', 'lost']),
  message: z.string(),
  advice: z.string(),
})
export type ObsTrouble = z.infer<typeof obsTroubleSchema>

const obsSchema = z.object({
  enabled: z.boolean(),
  address: z.string(),
  connected: z.boolean(),
  /** A password is stored. It is never returned. */
  hasPassword: z.boolean(),
  /** Why it is enabled and not connected. */
  trouble: obsTroubleSchema.optional(),
  /** The version of OBS, while it is connected. */
  version: z.string().optional(),
  /** The state of the stream as OBS last said it: see obs-websocket's `outputState`. */
  stream: z.enum(['starting', 'started', 'reconnecting', 'reconnected', 'stopping', 'stopped']).optional(),
})
export type Obs = z.infer<typeof obsSchema>

const pixels = z
  .number()
  .int()
  .min(16, fieldProblem('min', { min: 16 }))
  .max(7_680, fieldProblem('max', { max: 7_680 }))

export const obs = {
  get: call('read').route({ method: 'GET', path: '/obs', summary: 'The connection to OBS' }).output(obsSchema),
  set: call('admin')
    .route({ method: 'PUT', path: '/obs', summary: 'Connect to OBS, or no longer' })
    .input(
      z.strictObject({
        enabled: z.boolean(),
        address: obsAddressSchema.optional(),
        /** Write-only. Absent = the stored one; empty = none. */
        password: wholeText.max(200, fieldProblem('maxCharacters', { max: 200 })).optional(),
      }),
    )
    .output(obsSchema),
  /** Makes a browser source of an overlay in the scene that OBS shows now. */
  addSource: call('admin')
    .route({ method: 'POST', path: '/obs/sources', summary: 'Add an overlay to the present scene of OBS' })
    .input(
      z.strictObject({
        name: wholeText.min(1, fieldProblem('empty')).max(100, fieldProblem('maxCharacters', { max: 100 })),
        /** The address of the overlay, as it was shown once. */
        address: z.string(),
        width: pixels,
        height: pixels,
      }),
    )
    .output(
      z.object({
        added: z.boolean(),
        /** `no-browser-source`: this OBS cannot show web pages (its code 605). */
        problem: z.enum(['not-connected', 'no-browser-source', 'name-taken', 'refused']).optional(),
        scene: z.string().optional(),
        message: z.string(),
      }),
    ),
}
