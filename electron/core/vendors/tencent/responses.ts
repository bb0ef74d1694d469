import * as z from 'zod'
import type { AccountStatus, CatalogueGift, RoomCounts, Totals } from '../vendor.ts'
import { wholeNumber } from '../whole-number.ts'

/** The common fields of an answer ("REST API overview", document 63398). Other members are kept for the schemas below. */
export const tencentAnswer = z.looseObject({
  ActionStatus: z.string(),
  ErrorCode: wholeNumber,
  ErrorInfo: z.string().optional().catch(undefined),
  RequestId: z.string().optional().catch(undefined),
})
export type TencentAnswer = z.infer<typeof tencentAnswer>

/** An invalid total counts as missing, and does not invalidate the others. */
const total = wholeNumber
  .refine((value) => value >= 0)
  .nullable()
  .catch(null)

const totals = z.object({
  TotalCount: total,
  TotalCoins: total,
  GiftSenderCount: total,
  Sequence: total,
})

export function readTotals(answer: TencentAnswer): Totals | undefined {
  const read = totals.safeParse(membersOf(answer)).data
  if (!read) return undefined
  return {
    totalCount: read.TotalCount,
    totalCoins: read.TotalCoins,
    senderCount: read.GiftSenderCount,
    sequence: read.Sequence,
  }
}

const roomTotals = z.object({
  TotalGiftsSent: total,
  TotalGiftCoins: total,
  TotalUniqueGiftSenders: total,
  TotalViewers: total,
  TotalLikesReceived: total,
  TotalMsgCount: total,
})

export function readRoomCounts(answer: TencentAnswer): RoomCounts | undefined {
  const read = roomTotals.safeParse(membersOf(answer)).data
  if (!read) return undefined
  return {
    totalCount: read.TotalGiftsSent,
    totalCoins: read.TotalGiftCoins,
    senderCount: read.TotalUniqueGiftSenders,
    viewerCount: read.TotalViewers,
    likeCount: read.TotalLikesReceived,
    messageCount: read.TotalMsgCount,
  }
}

const posted = z.object({
  MsgSeq: wholeNumber.optional().catch(undefined),
  MsgDropReason: z
    .string()
    .nullish()
    .transform((reason) => reason?.trim() ?? ''),
})

/** The answer to a gift has none of these members and counts as not dropped. */
export function readPosted(answer: TencentAnswer): { msgSeq: number | undefined; dropReason: string } | undefined {
  const read = posted.safeParse(membersOf(answer)).data
  return read && { msgSeq: read.MsgSeq, dropReason: read.MsgDropReason }
}

const text = z.string().nullish().catch(null)
const gift = z.object({
  GiftId: z.string().min(1),
  Name: text,
  DefaultName: text,
  Coins: total,
  IconUrl: text,
  IconURL: text,
})
const giftList = z.object({ GiftList: z.array(z.unknown()).nullable() })

/** Skips gifts without an id. */
export function readGifts(answer: TencentAnswer): CatalogueGift[] | undefined {
  const read = giftList.safeParse(membersOf(answer)).data
  return read?.GiftList?.flatMap((row) => catalogueGift(row) ?? []) ?? (read ? [] : undefined)
}

function catalogueGift(row: unknown): CatalogueGift | undefined {
  const read = gift.safeParse(row).data
  if (!read) return undefined
  return {
    giftId: read.GiftId,
    name: read.Name || read.DefaultName || read.GiftId,
    coins: read.Coins,
    iconUrl: read.IconUrl || read.IconURL || null,
  }
}

// In the documentation the example shows the owner as a number, the table as String.
const name = z
  .union([z.string(), z.number()])
  .nullish()
  .catch(null)
  .transform((value) => (value === null || value === undefined ? null : String(value)))
const room = z.object({ RoomInfo: z.object({ RoomName: name, Owner_Account: name }) })

export function readRoom(answer: TencentAnswer): { name: string | null; owner: string | null } | undefined {
  const read = room.safeParse(membersOf(answer)).data
  return read && { name: read.RoomInfo.RoomName, owner: read.RoomInfo.Owner_Account }
}

const accountRow = z.object({ UserID: z.string(), ResultCode: wholeNumber, AccountStatus: z.string() })
const accountRows = z.object({ ResultItem: z.array(z.unknown()) })

/** The accounts with a readable status; other accounts are absent. */
export function readAccounts(answer: TencentAnswer): ReadonlyMap<string, AccountStatus> | undefined {
  const rows = accountRows.safeParse(membersOf(answer)).data?.ResultItem
  if (!rows) return undefined
  const reported = new Map<string, AccountStatus>()
  for (const row of rows) {
    const read = accountRow.safeParse(row).data
    if (!read || read.ResultCode !== 0) continue
    if (read.AccountStatus === 'Imported') reported.set(read.UserID, 'imported')
    if (read.AccountStatus === 'NotImported') reported.set(read.UserID, 'not-imported')
  }
  return reported
}

const nestedMembers = z.record(z.string(), z.unknown())

/** The field tables list the members at the top level, the examples inside `Response`. Members of `Response` win. */
function membersOf(answer: TencentAnswer): Record<string, unknown> {
  const nested = nestedMembers.safeParse(answer['Response']).data
  return { ...answer, ...nested }
}
