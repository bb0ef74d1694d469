import * as z from 'zod'
import type { Context } from '../context.ts'
import type { Limits } from '../limits.ts'
import type { ReceiverTotals, Share } from '../recording.ts'

export type Outcome = { code: 0; fields: object } | { code: number; info: string; fields?: never }
export const done = (fields: object = {}): Outcome => ({ code: 0, fields })
export const refused = (code: number, info: string): Outcome => ({ code, info })

/** One request that passed the common checks. */
interface CommandInput<Body> {
  context: Context
  rooms: Rooms
  /** All imported accounts. */
  accounts: Set<string>
  room: LiveRoom
  body: Body
  requestId: string
}

/** The definition of one command. `run` is called after the common checks. */
export interface Command<Body extends object = object> {
  schema: z.ZodType<Body>
  perSecond: (limits: Limits) => number
  tooMany: 60007 | 100012
  /** False for commands of the app, such as gift configuration. */
  needsRoom: boolean
  /** The service in the path. Default: the Live service. */
  service?: 'im_open_login_svc'
  run(input: CommandInput<Body>): Outcome | Promise<Outcome>
}

/** Erases the body's type, so that all commands fit into one table. The schema checks the body before `run` is called. */
export const command = <Body extends object>(each: Command<Body>): Command => each as unknown as Command

/** A group that exists but is not a live room: it is refused with 100006. */
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
    /** The room, or the vendor's error code. */
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

/** A text of at most `most` bytes in UTF-8; the vendor's limits are in bytes. */
export const bytes = (most: number) =>
  z
    .string()
    .min(1, 'is empty')
    .refine((text) => Buffer.byteLength(text) <= most, `is over ${most} bytes`)

export const roomId = bytes(48)
export const account = z.string().regex(/^[ -~]{1,32}$/, 'is not a UserID')

/** True if every account of the body is a string. The vendor checks this before the other parameters (60015). */
export function accountsAreText(body: Record<string, unknown>): boolean {
  return Object.entries(body)
    .filter(([name]) => name.endsWith('_Account'))
    .flatMap(([, value]) => (Array.isArray(value) ? (value as unknown[]) : [value]))
    .every((value) => typeof value === 'string')
}
