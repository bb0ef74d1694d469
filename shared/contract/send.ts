import * as z from 'zod'
import { type SendState, sendStates } from '../domain/send-states.ts'
import { environmentSchema, vendorSchema, zegoViewerSchema } from './fields.ts'

export const sendStateSchema = z.enum(sendStates)
export type { SendState }

const giftSchema = z.object({
  giftId: z.string(),
  /** Tencent's Count; ZEGO's Num. */
  count: z.number(),
  /** ZEGO's Value; absent for Tencent. */
  value: z.number().optional(),
  from: z.union([z.string(), zegoViewerSchema]),
  /** The receiver; absent if the ZEGO room has one host only. */
  to: z.string().optional(),
})
export type Gift = z.infer<typeof giftSchema>

const announcementSchema = z.object({
  text: z.string(),
  from: z.string(),
  /** JSON text, as it is sent to the vendor. */
  extensionInfo: z.string().optional(),
})
export type Announcement = z.infer<typeof announcementSchema>

/** Everything that is known about one send. Times are ISO 8601 in UTC. */
export const receiptSchema = z.object({
  id: z.string(),
  /** The sequence number of the last change, ascending over all sends. */
  seq: z.number(),
  /** The sequence number of the press. It never changes and orders the history. */
  pressed: z.number(),
  /** The id of the session in which it was pressed: see `sessions.list`. */
  session: z.string(),
  vendor: vendorSchema,
  kind: z.enum(['gift', 'announcement']),
  state: sendStateSchema,
  /** What later readings suggest about an unknown Tencent gift. It may change and is never proof. */
  hint: z.enum(['likely-delivered', 'likely-not']).optional(),
  /** The vendor's error code. */
  code: z.number().optional(),
  /** The key of the sentence in shared/sentences. */
  reason: z.string().optional(),
  /** What happened and what viewers saw, in English. */
  message: z.string(),
  /** What to do, in English; empty if nothing can be done. */
  advice: z.string(),
  /** The vendor's own message. It is untrusted: show it as text only. */
  vendorText: z.string().optional(),
  requestId: z.string().optional(),
  /** ZEGO's id of the gift. Giftdeck chooses it at the press. */
  msgId: z.string().optional(),
  /** Tencent's sequence number of the announcement in its room. */
  msgSeq: z.number().optional(),
  /** The number of attempts in which bytes may have been sent to the vendor. */
  attempts: z.number(),
  /** The send that this one repeats. */
  parentId: z.string().optional(),
  /** What posted it, if it was not a press: a schedule, or the announcement queue. */
  by: z.enum(['schedule', 'up-next']).optional(),
  environment: environmentSchema,
  roomName: z.string(),
  roomId: z.string(),
  gift: giftSchema.optional(),
  announcement: announcementSchema.optional(),
  /** The key that was pressed, and the room of its deck. */
  key: z.object({ id: z.string(), room: z.string() }).optional(),
  /** The name of the device that pressed, if it has a token of its own. */
  device: z.string().optional(),
  /** The label and icon of that key at the press. Without a key: those of the only key with this gift. */
  giftName: z.string().optional(),
  giftIcon: z.string().optional(),
  /** The price of the whole gift in coins, if its key had a price at the press. */
  coins: z.number().optional(),
  /** The time of the last attempt from the first byte sent to the vendor's answer. */
  latencyMs: z.number().optional(),
  createdAt: z.iso.datetime(),
  updatedAt: z.iso.datetime(),
})
export type Receipt = z.infer<typeof receiptSchema>

/** The response to a press: the send is recorded on the disk, and its receipt follows as an event. */
export const acceptedSchema = receiptSchema.pick({ id: true, seq: true, state: true, msgId: true })
export type Accepted = z.infer<typeof acceptedSchema>
