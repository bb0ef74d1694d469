import * as z from 'zod'
import { receiptSchema } from './send.ts'

const { state, reason, message, advice, hint, code, vendorText, requestId, msgSeq, latencyMs } = receiptSchema.shape

/** One step of a send, as it was recorded when it happened. */
const storyStepSchema = z.object({
  seq: z.number(),
  /** Wall clock time, which may jump. */
  at: z.iso.datetime(),
  /** Time since the first step, by a monotonic clock; null after a restart of the program. */
  sinceFirstMs: z.number().nullable(),
  /** The number of the run: 1 = the run in which it was pressed, larger = a later run. */
  run: z.number(),
  state,
  reason,
  message,
  advice,
  hint,
  code,
  vendorText,
  requestId,
  msgSeq,
  latencyMs,
  /**
   * The vendor call of this step. `body` is exactly what was sent. The URL is not stored, because its query holds the
   * signature.
   */
  attempt: z.object({ callId: z.string(), api: z.string(), body: z.string() }).optional(),
})
export type StoryStep = z.infer<typeof storyStepSchema>

export const storySchema = z.object({
  send: receiptSchema,
  steps: z.array(storyStepSchema),
  /** The send that this one repeats, if it has not been erased. */
  parent: receiptSchema.nullable(),
  /** The sends that repeat this one. */
  children: z.array(receiptSchema),
})
export type SendStory = z.infer<typeof storySchema>
