import * as z from 'zod'
import { call, press } from './call.ts'
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

/** The last STOP, told as its sends are now. */
export const lastStopSchema = z.object({
  at: z.iso.datetime(),
  cancelled: z.number(),
  /** Had left when STOP came: delivered + refused + dropped + open + unknown. */
  left: z.number(),
  delivered: z.number(),
  refused: z.number(),
  dropped: z.number(),
  /** Not answered yet. */
  open: z.number(),
  unknown: z.number(),
  /** Came back unsent and wait for the host. */
  held: z.number(),
})
export type LastStop = z.infer<typeof lastStopSchema>

export const safety = {
  arm: press()
    .route({ method: 'POST', path: '/arm', summary: 'Open the live lock' })
    .input(z.strictObject({ seconds: wholeNumber(1, 600).default(10), hold: z.boolean().default(false) }).prefault({}))
    .output(safetySchema),
  disarm: call('fire').route({ method: 'POST', path: '/disarm', summary: 'Close the live lock' }).output(safetySchema),
  stop: call('any')
    .route({ method: 'POST', path: '/stop', summary: 'Cancel everything unsent' })
    .output(stopResultSchema),
  /** Kept over a restart; null before the first STOP. */
  lastStop: call('read')
    .route({ method: 'GET', path: '/stop', summary: 'What the last STOP met, as it is now' })
    .output(lastStopSchema.nullable()),
  resume: press().route({ method: 'POST', path: '/resume', summary: 'Send again after STOP' }).output(safetySchema),
}
