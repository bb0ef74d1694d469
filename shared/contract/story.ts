import * as z from 'zod'
import { receiptSchema } from './send.ts'

const { state, reason, message, advice, hint, code, vendorText, requestId, msgSeq, latencyMs } = receiptSchema.shape

/** One step of a send, as the ledger recorded it when it happened. */
const storyStepSchema = z.object({
  seq: z.number(),
  /** Wall time, which may jump. */
  at: z.iso.datetime(),
  /** From the first step on by a clock that does not jump; null after a restart of the program. */
  sinceFirstMs: z.number().nullable(),
  /** 1 = the run of the program that pressed it; more = a later one. */
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
  /** The call that bytes left with. The body is exactly what was sent; the address is never kept, its query signs. */
  attempt: z.object({ callId: z.string(), api: z.string(), body: z.string() }).optional(),
})
export type StoryStep = z.infer<typeof storyStepSchema>

export const storySchema = z.object({
  send: receiptSchema,
  steps: z.array(storyStepSchema),
  /** The send that this one repeats, if it is still kept. */
  parent: receiptSchema.nullable(),
  /** The sends that repeat this one. */
  children: z.array(receiptSchema),
})
export type SendStory = z.infer<typeof storySchema>
