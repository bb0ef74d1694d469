import * as z from 'zod'
import { call, press } from './call.ts'
import { wholeNumber } from './fields.ts'

export const safetySchema = z.object({
  /** True while a live room's lock is open. */
  armed: z.boolean(),
  armedUntil: z.iso.datetime().nullable(),
  /** True: the lock stays open until `armedUntil`. False: it closes after one press. */
  hold: z.boolean(),
  /** STOP was pressed, and nothing is sent until the host resumes. */
  stopped: z.boolean(),
})
export type Safety = z.infer<typeof safetySchema>

const stopResultSchema = z.object({ cancelled: z.number(), alreadySent: z.number(), unknown: z.number() })
export type StopResult = z.infer<typeof stopResultSchema>

/** The last STOP, with the present states of the sends that it affected. */
export const lastStopSchema = z.object({
  at: z.iso.datetime(),
  cancelled: z.number(),
  /** The sends that had left before STOP: delivered + refused + dropped + open + unknown. */
  left: z.number(),
  delivered: z.number(),
  refused: z.number(),
  dropped: z.number(),
  /** Sends without an answer so far. */
  open: z.number(),
  unknown: z.number(),
  /** Sends that turned out to be unsent and wait for the decision of the host. */
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
  /** It is kept over a restart. Null before the first STOP. */
  lastStop: call('read')
    .route({ method: 'GET', path: '/stop', summary: 'What the last STOP met, as it is now' })
    .output(lastStopSchema.nullable()),
  resume: press().route({ method: 'POST', path: '/resume', summary: 'Send again after STOP' }).output(safetySchema),
}
