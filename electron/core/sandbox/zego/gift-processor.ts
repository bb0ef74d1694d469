import { dayMs } from '../../../../shared/domain/time.ts'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Context } from '../context.ts'
import type { Gift } from './schemas.ts'

export interface Row {
  Result: number
  Msg: string
  MsgId: string
  Timestamp?: number
}

interface Held {
  roomId: string
  gift: Gift
  remaining: number
  /** The final Result; 0 = the Result that the gift would have had without the fault. */
  end: number
}

const call = 'SendDanmakuGifts'
const stillProcessing = 10006
const words: Record<number, string> = { 0: 'succeed', 10003: 'viewer is not in the game', 10004: 'gift not configured' }
const row = (Result: number, MsgId: string): Row => ({ Result, Msg: words[Result] ?? `result ${Result}`, MsgId })

export type GiftProcessor = ReturnType<typeof makeGiftProcessor>

/** Simulates how the game consumes gifts: each separately, and each MsgId once in 24 h. */
export function makeGiftProcessor(context: Context, games: Games) {
  const { faults, record } = context
  const memory = makeMemory(() => context.now() + faults.peek().memoryAgeMs)
  const busy = new Set<string>()
  const held = new Map<string, Held>()

  const refuseOrAnswer = (roomId: string, gift: Gift) => {
    const forced = faults.trigger('result', call)
    if (forced !== null) return forced.result
    if (games.get(roomId)?.joined.has(gift.UserInfo.UserId) !== true) return 10003
    return isAgreed(gift.GiftInfo.GiftId, gift.GiftInfo.Value ?? 1) ? 0 : 10004
  }

  const consume = (roomId: string, gift: Gift, result: number) => {
    const { MsgId, Timestamp, UserInfo, GiftInfo, ReceiverId } = gift
    memory.remember(memory.keyOf(roomId, MsgId), result, Timestamp)
    record.note(record.entries.zego.gifts, {
      at: context.now(),
      roomId,
      msgId: MsgId,
      userId: UserInfo.UserId,
      giftId: GiftInfo.GiftId,
      value: GiftInfo.Value ?? 1,
      num: GiftInfo.Num,
      receiverId: ReceiverId ?? null,
      timestamp: Timestamp,
      result,
      applied: result === 0,
      body: gift,
    })
    return row(result, MsgId)
  }

  /** Counts a send or query of a held gift. After the last one the gift is consumed. */
  const touch = (key: string): 'not held' | 'held' | Row => {
    const each = held.get(key)
    if (each === undefined) return 'not held'
    if (each.remaining > 0) {
      each.remaining -= 1
      return 'held'
    }
    held.delete(key)
    return consume(each.roomId, each.gift, each.end === 0 ? refuseOrAnswer(each.roomId, each.gift) : each.end)
  }

  /** The result of a gift that is already recorded or in process; null if the game must consume it now. */
  const known = (roomId: string, gift: Gift): Row | null => {
    const key = memory.keyOf(roomId, gift.MsgId)
    const spent = memory.spent(key)
    if (spent !== null) return row(spent.result, gift.MsgId)
    const touched = touch(key)
    if (typeof touched === 'object') return touched
    if (touched === 'held' || busy.has(key)) return row(stillProcessing, gift.MsgId)
    const hold = faults.trigger('stillProcessing', call)
    if (hold === null || hold.tries < 1) return null
    held.set(key, { roomId, gift, remaining: hold.tries - 1, end: hold.end ?? 0 })
    return row(stillProcessing, gift.MsgId)
  }

  return {
    async send(roomId: string, gifts: readonly Gift[]): Promise<Row[]> {
      const seen = new Set<string>()
      const first = gifts.filter(({ MsgId }) => !seen.has(MsgId) && seen.add(MsgId))
      const rows = new Map<string, Row>()
      const toConsume: Gift[] = []
      for (const gift of first) {
        const early = known(roomId, gift)
        if (early === null) toConsume.push(gift)
        else rows.set(gift.MsgId, early)
      }
      const keys = toConsume.map((gift) => memory.keyOf(roomId, gift.MsgId))
      for (const key of keys) busy.add(key)
      const slow = faults.trigger('slowGame', call)
      if (slow !== null) await sleep(faults.ms(slow))
      for (const gift of toConsume) rows.set(gift.MsgId, consume(roomId, gift, refuseOrAnswer(roomId, gift)))
      for (const key of keys) busy.delete(key)
      return gifts.flatMap((gift) => rows.get(gift.MsgId) ?? [])
    },
    results(roomId: string, msgIds: readonly string[], days: number): Row[] {
      return [...new Set(msgIds)].flatMap((msgId) => {
        const key = memory.keyOf(roomId, msgId)
        touch(key)
        return memory
          .within(key, days)
          .map(({ result, timestamp }) => ({ ...row(result, msgId), Timestamp: timestamp }))
      })
    },
  }
}

const most = 500_000

interface Consumed {
  result: number
  timestamp: number
  at: number
}

/** The results by room and MsgId. An id cannot be used again for 24 h; its results can be read for 90 days. */
function makeMemory(now: () => number) {
  const byId = new Map<string, Consumed[]>()
  const keyOf = (roomId: string, msgId: string) => `${roomId} ${msgId}`
  return {
    keyOf,
    remember(key: string, result: number, timestamp: number) {
      byId.set(key, [...(byId.get(key) ?? []), { result, timestamp, at: now() }])
      const oldest = byId.keys().next().value
      if (byId.size > most && oldest !== undefined) byId.delete(oldest)
    },
    spent: (key: string) => byId.get(key)?.findLast(({ at }) => at > now() - dayMs) ?? null,
    within: (key: string, days: number) => (byId.get(key) ?? []).filter(({ at }) => at > now() - days * dayMs),
  }
}

/** One room with its running game. */
interface Game {
  anchorId: string
  joined: Set<string>
}

/** The comment by which a viewer joins a side, as agreed with the vendor. */
export const joinComment = '1'

/** The Values of each gift that are agreed with the vendor. Any other pair is refused. */
const agreedGifts: Readonly<Record<string, readonly number[]>> = {
  rose: [1, 10, 66],
  heart: [1, 10],
  coffee: [1, 5],
  rocket: [1, 10],
  castle: [1],
  gem: [1],
}

const isAgreed = (giftId: string, value: number) =>
  Object.hasOwn(agreedGifts, giftId) && (agreedGifts[giftId] ?? []).includes(value)

export type Games = Map<string, Game>

export function startGames(rooms: readonly string[], anchorId: string): Games {
  return new Map(rooms.map((room) => [room, { anchorId, joined: new Set<string>() }]))
}
