import * as z from 'zod'
import { type SendState, sendStates } from '../domain/send-states.ts'
import { environmentSchema, vendorSchema, zegoViewerSchema } from './fields.ts'

export const sendStateSchema = z.enum(sendStates)
export type { SendState }

const giftSchema = z.object({
  giftId: z.string(),
  /** Tencent's Count, ZEGO's Num. */
  count: z.number(),
  /** ZEGO's Value; absent for Tencent. */
  value: z.number().optional(),
  from: z.union([z.string(), zegoViewerSchema]),
  /** The receiver; absent where ZEGO's room has one host only. */
  to: z.string().optional(),
})
export type Gift = z.infer<typeof giftSchema>

const announcementSchema = z.object({
  text: z.string(),
  from: z.string(),
  /** JSON text, as the vendor gets it. */
  extensionInfo: z.string().optional(),
})
export type Announcement = z.infer<typeof announcementSchema>

/** What is known about one send, in words. Times are ISO 8601 UTC. */
export const receiptSchema = z.object({
  id: z.string(),
  /** Of the last change; rises over all sends. */
  seq: z.number(),
  /** Of the press, for good: the order of the history. */
  pressed: z.number(),
  /** The run of the program in one room that it was pressed in: see `sessions.list`. */
  session: z.string(),
  vendor: vendorSchema,
  kind: z.enum(['gift', 'announcement']),
  state: sendStateSchema,
  /** What later readings suggest about an unknown Tencent gift; revisable, never proof. */
  hint: z.enum(['likely-delivered', 'likely-not']).optional(),
  /** The vendor's own code. */
  code: z.number().optional(),
  /** Key of the sentence in shared/sentences. */
  reason: z.string().optional(),
  /** What happened and what viewers saw, in English. */
  message: z.string(),
  /** What to do, in English; empty where there is nothing to do. */
  advice: z.string(),
  /** The vendor's own words: hostile text, to be shown as text only. */
  vendorText: z.string().optional(),
  requestId: z.string().optional(),
  /** ZEGO's id of the gift, known from the press on. */
  msgId: z.string().optional(),
  /** Tencent's number of the announcement in its room. */
  msgSeq: z.number().optional(),
  /** How many times bytes may have left for the vendor. */
  attempts: z.number(),
  /** The send that this one repeats. */
  parentId: z.string().optional(),
  /** What posted it where no hand pressed: the schedule, or the line that runs. */
  by: z.enum(['schedule', 'up-next']).optional(),
  environment: environmentSchema,
  roomName: z.string(),
  roomId: z.string(),
  gift: giftSchema.optional(),
  announcement: announcementSchema.optional(),
  /** The key of the deck that was pressed, and the room whose deck it stood in. */
  key: z.object({ id: z.string(), room: z.string() }).optional(),
  /** What that key was called and looked like at the press; without a key, the one that holds this gift alone. */
  giftName: z.string().optional(),
  giftIcon: z.string().optional(),
  /** Of the whole gift, where its key had a price at the press. */
  coins: z.number().optional(),
  /** From the first byte out to the vendor's answer, of the last attempt. */
  latencyMs: z.number().optional(),
  createdAt: z.iso.datetime(),
  updatedAt: z.iso.datetime(),
})
export type Receipt = z.infer<typeof receiptSchema>

/** The answer to a press: the send is durable, its receipt follows. */
export const acceptedSchema = receiptSchema.pick({ id: true, seq: true, state: true, msgId: true })
export type Accepted = z.infer<typeof acceptedSchema>
