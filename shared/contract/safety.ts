import * as z from 'zod'
import { call } from './call.ts'
import { wholeNumber } from './fields.ts'

export const safetySchema = z.object({
  /** True while a live room's lock is open. */
  armed: z.boolean(),
  armedUntil: z.iso.datetime().nullable(),
  /** Stays open until its time is over, instead of closing after one press. */
  hold: z.boolean(),
  /** STOP was pressed and nothing is sent until resume. */
  stopped: z.boolean(),
})
export type Safety = z.infer<typeof safetySchema>

const stopResultSchema = z.object({ cancelled: z.number(), alreadySent: z.number(), unknown: z.number() })
export type StopResult = z.infer<typeof stopResultSchema>

export const safety = {
  arm: call('fire')
    .route({ method: 'POST', path: '/arm', summary: 'Open the live lock' })
    .input(z.strictObject({ seconds: wholeNumber(1, 600).default(10), hold: z.boolean().default(false) }).prefault({}))
    .output(safetySchema),
  disarm: call('fire').route({ method: 'POST', path: '/disarm', summary: 'Close the live lock' }).output(safetySchema),
  stop: call('any')
    .route({ method: 'POST', path: '/stop', summary: 'Cancel everything unsent' })
    .output(stopResultSchema),
  resume: call('fire')
    .route({ method: 'POST', path: '/resume', summary: 'Send again after STOP' })
    .output(safetySchema),
}
