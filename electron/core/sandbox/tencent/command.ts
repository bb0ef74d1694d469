import * as z from 'zod'
import type { Context } from '../context.ts'
import type { Limits } from '../limits.ts'
import type { ReceiverTotals, Share } from '../recording.ts'

export type Outcome = { code: 0; fields: object } | { code: number; info: string; fields?: never }
export const done = (fields: object = {}): Outcome => ({ code: 0, fields })
export const refused = (code: number, info: string): Outcome => ({ code, info })

/** One request that passed every common check. */
interface Asked<Body> {
  context: Context
  rooms: Rooms
  /** Every account that was ever imported. */
  accounts: Set<string>
  room: LiveRoom
  body: Body
  requestId: string
}

/** What the vendor knows about one command. `run` starts where the common checks end. */
export interface Command<Body extends object = object> {
  schema: z.ZodType<Body>
  perSecond: (limits: Limits) => number
  tooMany: 60007 | 100012
  /** Gift configuration belongs to the app, not to a room. */
  needsRoom: boolean
  /** Which service answers it; Live's own where left out. */
  service?: 'im_open_login_svc'
  run(asked: Asked<Body>): Outcome | Promise<Outcome>
}

/** Lets commands of different bodies stand in one table; the schema has checked the body before `run` sees it. */
export const command = <Body extends object>(each: Command<Body>): Command => each as unknown as Command

/** Exists, but is a Chat group and no live room: 100006. */
export const chatGroupId = 'chat-group'

interface Tally extends Share {
  senders: Set<string>
  sequence: number
  api: Share
  viewers: Share
}

export interface LiveRoom {
  id: string
  owner: string
  createdAt: number
  msgSeq: number
  messages: number
  receivers: Map<string, Tally>
}

type Rooms = ReturnType<typeof makeRooms>

export function makeRooms(ids: readonly string[], owner: string, createdAt: number) {
  const open = (id: string): LiveRoom => ({ id, owner, createdAt, msgSeq: 0, messages: 0, receivers: new Map() })
  const rooms = new Map(ids.map((id) => [id, open(id)]))

  const tallyOf = (room: LiveRoom, receiver: string): Tally => {
    const known = room.receivers.get(receiver)
    if (known !== undefined) return known
    const none = () => ({ count: 0, coins: 0 })
    const tally = { ...none(), senders: new Set<string>(), sequence: 0, api: none(), viewers: none() }
    room.receivers.set(receiver, tally)
    return tally
  }

  return {
    /** The room, or the vendor's code for why there is none. */
    find: (id: string): LiveRoom | 100004 | 100006 => rooms.get(id) ?? (id === chatGroupId ? 100006 : 100004),
    tallyOf,
    credit(room: LiveRoom, to: string, from: string, count: number, coins: number, by: 'api' | 'viewers') {
      const tally = tallyOf(room, to)
      for (const share of [tally, tally[by]]) {
        share.count += count
        share.coins += count * coins
      }
      tally.senders.add(from)
      tally.sequence += 1
    },
    totals: (): ReceiverTotals[] =>
      [...rooms.values()].flatMap((room) =>
        [...room.receivers].map(([receiver, { count, coins, senders, api, viewers }]) => ({
          roomId: room.id,
          receiver,
          count,
          coins,
          senders: senders.size,
          api: { ...api },
          viewers: { ...viewers },
        })),
      ),
  }
}

/** The vendor counts bytes. */
export const bytes = (most: number) =>
  z
    .string()
    .min(1, 'is empty')
    .refine((text) => Buffer.byteLength(text) <= most, `is over ${most} bytes`)

export const roomId = bytes(48)
export const account = z.string().regex(/^[ -~]{1,32}$/, 'is not a UserID')

/** Every account of a body must be a string; this is checked long before the other parameters (60015). */
export function accountsAreText(body: Record<string, unknown>): boolean {
  return Object.entries(body)
    .filter(([name]) => name.endsWith('_Account'))
    .flatMap(([, value]) => (Array.isArray(value) ? (value as unknown[]) : [value]))
    .every((value) => typeof value === 'string')
}
