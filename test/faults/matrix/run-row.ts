import { setTimeout as pass } from 'node:timers/promises'
import { onTestFinished } from 'vitest'
import type { Accepted, Receipt } from '../../../shared/contract/send.ts'
import type { RoomInput } from '../../../shared/contract/room.ts'
import { english, simplifiedChinese, type Reason } from '../../../shared/sentences/sentences.ts'
import { policy } from '../../../electron/core/policy.ts'
import type { Faults, Wait } from '../../../electron/core/sandbox/faults.ts'
import type { Post } from '../../../electron/core/ports.ts'
import type { Sandbox } from '../../../electron/core/sandbox/start-sandbox.ts'
import type { Truth } from '../../../electron/core/sandbox/truth.ts'
import { createPost } from '../../../electron/core/vendors/post.ts'
import { roomAt, type Client } from '../../support/make-app.ts'
import { until } from '../../support/until.ts'
import { closedPort } from '../../core/vendors/servers.ts'
import type { HurriedClock } from './hurried-clock.ts'
import type { Outcome, Row } from './row.ts'
import { roomNames, type Stage } from './stage.ts'

/** A way to send something that can be told from everything else at the vendor. */
interface Kind {
  press(client: Client, mark: number): Promise<Accepted>
  effects(truth: Truth, room: RoomInput, mark: number, send: Accepted): number
}

export const kinds = {
  gift: {
    press: (client, mark) => client.gifts.fire({ vendor: 'tencent', giftId: 'rose', count: mark }),
    effects: ({ tencent }, room, mark) =>
      tencent.gifts.filter(({ roomId, count }) => roomId === room.tencent!.roomId && count === mark).length,
  },
  announcement: {
    press: (client, mark) => client.announcements.post({ text: `Hello ${mark}` }),
    effects: ({ tencent }, room, mark) =>
      tencent.messages.filter(
        ({ roomId, text, shown }) => shown && roomId === room.tencent!.roomId && text === `Hello ${mark}`,
      ).length,
  },
  zego: {
    press: (client, mark) => client.gifts.fire({ vendor: 'zego', giftId: 'rose', count: mark }),
    effects: ({ zego }, _room, _mark, { msgId }) =>
      zego.gifts.filter((gift) => gift.applied && gift.msgId === msgId).length,
  },
} satisfies Record<string, Kind>

/** What became of one send. */
export interface Seen extends Omit<Outcome, 'effects'> {
  effects: number
  unsaid: string[]
  malformed: unknown[]
}

let rooms = 0

/** One send under one fault, through the real core, real HTTP and a real file. */
export async function runRow(stage: Stage, row: Row, kind: Kind, outcome: Outcome): Promise<Seen> {
  const { client, vendors, clock } = stage
  const { post, close } = createPost({ policy: { ...policy.network, callTimeoutMs: row.callTimeoutMs ?? 300 } })
  onTestFinished(close)
  clock.setRight()
  const history: { id: string; state: string; reason: string }[] = []
  onTestFinished(stage.onChange(({ id, state, reason }) => void history.push({ id, state, reason })))
  onTestFinished(async () => {
    await vendors.setFaults(offAgain(row))
    // A call that the vendor still holds would run into the next row's faults.
    await pass(longestWaitMs(row))
  })

  await vendors.setFaults({ clockSkewMs: row.faults?.clockSkewMs ?? 0 })
  stage.travelBy(post)
  const room = await roomOf(vendors, row, roomNames[rooms++]!)
  await client.room.set(room)
  if (row.warm) {
    const { id } = await kind.press(client, 1)
    await until(async () => (await client.sends.get({ id })).state === 'delivered')
  }
  await vendors.setFaults(row.faults ?? {})
  stage.travelBy(disturbed(post, row, clock))
  const accepted = await kind.press(client, 2)
  row.inLine?.(clock)

  const ended = (receipt: Receipt) => receipt.state === outcome.state && receipt.reason === outcome.reason
  const receipt = await endOf(client, accepted.id, ended)
  const steps = history.filter(({ id }) => id === accepted.id)
  const first = steps.find(({ state }) => state !== 'queued' && state !== 'sending')

  const effects = async () => kind.effects(await vendors.truth(), room, 2, accepted)
  await until(async () => (await effects()) >= outcome.effects)
  return {
    state: receipt.state,
    reason: receipt.reason as Reason,
    attempts: receipt.attempts,
    first: first?.reason as Reason,
    effects: await effects(),
    unsaid: unsaid(receipt),
    malformed: (await vendors.truth()).malformed,
  }
}

const longestWaitMs = ({ faults = {} }: Row) =>
  Math.max(0, ...Object.values(faults).map((fault) => (fault as Partial<Wait> | null)?.ms ?? 0))

/** Every fault of the row, off. */
const offAgain = ({ faults = {} }: Row): Partial<Faults> =>
  Object.fromEntries(Object.keys(faults).map((name) => [name, name === 'clockSkewMs' ? 0 : null]))

/** The receipt once it is as wanted, or over and not as wanted. */
async function endOf(client: Client, id: string, wanted: (receipt: Receipt) => boolean): Promise<Receipt> {
  const over = new Set(['delivered', 'refused', 'dropped', 'expired', 'cancelled', 'held'])
  return until(async () => {
    const receipt = await client.sends.get({ id })
    return wanted(receipt) || over.has(receipt.state) ? receipt : null
  })
}

/** What a receipt does not say, in any language. */
function unsaid({ state, reason, message, advice }: Receipt): string[] {
  const words = [english, simplifiedChinese].map((sentences) => sentences[reason as Reason])
  return [
    ...(message === '' ? ['message'] : []),
    ...(advice === '' && state !== 'delivered' ? ['advice'] : []),
    ...words
      .flatMap((sentence) => Object.entries(sentence))
      .flatMap(([name, text]) => (text.trim() === '' ? [name] : [])),
  ]
}

async function roomOf(vendors: Sandbox, { host, limits }: Row, roomId: string): Promise<RoomInput> {
  const at = roomAt(vendors, { limits: { expireAfterMs: 0, ...limits } })
  const room = { ...at, tencent: { ...at.tencent!, roomId }, zego: { ...at.zego!, roomId } }
  if (!host) return room
  const wrong = {
    refuses: (await closedPort()).origin,
    'has no name': 'https://giftdeck.invalid',
    'speaks no TLS': vendors.world.origin.replace('http:', 'https:'),
  }[host]
  return { ...room, tencent: { ...room.tencent, host: wrong }, zego: { ...room.zego, host: wrong } }
}

/** The line to the vendor, with what the row does to it. */
const disturbed =
  (post: Post, row: Row, clock: HurriedClock): Post =>
  async (url, body) => {
    if (!/send_gift|send_text_msg|SendDanmakuGifts/.test(url.href)) return post(url, body)
    row.onTheWire?.(clock)
    const exchange = await post(url, body)
    return row.twist && exchange.kind === 'answer' ? { ...exchange, body: row.twist(exchange.body) } : exchange
  }
