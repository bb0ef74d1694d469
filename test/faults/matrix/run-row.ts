import { onTestFinished } from 'vitest'
import type { Accepted, Receipt } from '../../../shared/contract/send.ts'
import type { RoomInput } from '../../../shared/contract/room.ts'
import { english, simplifiedChinese, type Reason } from '../../../shared/sentences/sentences.ts'
import type { Faults } from '../../../electron/core/sandbox/faults.ts'
import type { Post } from '../../../electron/core/ports.ts'
import type { SandboxWorld } from '../../../electron/core/sandbox/world.ts'
import type { Recording } from '../../../electron/core/sandbox/recording.ts'
import { createPost } from '../../../electron/core/vendors/http-client.ts'
import type { FakeClock } from '../../support/fake-clock.ts'
import { roomAt, type Client } from '../../support/make-app.ts'
import { keeping, patient } from '../../support/policies.ts'
import { nextTurn, until } from '../../support/until.ts'
import { closedPort } from '../../core/vendors/servers.ts'
import type { Outcome, Row } from './row.ts'
import { roomNames, type FaultSetup } from './stage.ts'

/** A way to send something that the vendor's record identifies. */
interface Kind {
  press(client: Client, tag: number): Promise<Accepted>
  effects(recording: Recording, room: RoomInput, tag: number, send: Accepted): number
}

export const kinds = {
  gift: {
    press: (client, tag) => client.gifts.fire({ vendor: 'tencent', giftId: 'rose', count: tag }),
    effects: ({ tencent }, room, tag) =>
      tencent.gifts.filter(({ roomId, count }) => roomId === room.tencent!.roomId && count === tag).length,
  },
  announcement: {
    press: (client, tag) => client.announcements.post({ text: `Hello ${tag}` }),
    effects: ({ tencent }, room, tag) =>
      tencent.messages.filter(
        ({ roomId, text, shown }) => shown && roomId === room.tencent!.roomId && text === `Hello ${tag}`,
      ).length,
  },
  zego: {
    press: (client, tag) => client.gifts.fire({ vendor: 'zego', giftId: 'rose', count: tag }),
    effects: ({ zego }, _room, _mark, { msgId }) =>
      zego.gifts.filter((gift) => gift.applied && gift.msgId === msgId).length,
  },
} satisfies Record<string, Kind>

/** What became of the send of a row. */
export interface RowResult extends Omit<Outcome, 'effects'> {
  effects: number
  missingTexts: string[]
  malformed: unknown[]
}

let rooms = 0

/** Sends once under the faults of a row, through the real core, real HTTP and a real file. */
export async function runRow(setup: FaultSetup, row: Row, kind: Kind, outcome: Outcome): Promise<RowResult> {
  const { client, vendors, time } = setup
  const { clock } = time
  const { post, close } = createPost({ policy: patient })
  onTestFinished(close)
  clock.jumpWall(Date.now() - clock.now())
  const history: { id: string; state: string; reason: string }[] = []
  onTestFinished(setup.onChange(({ id, state, reason }) => void history.push({ id, state, reason })))
  onTestFinished(() => void vendors.setFaults(faultsOff(row)))

  vendors.setFaults({ clockSkewMs: row.faults?.clockSkewMs ?? 0 })
  setup.setTransport(post)
  const room = await roomOf(vendors, row, roomNames[rooms++]!)
  await client.room.set(room)
  // The core learns a vendor's clock from its first answer.
  if (row.faults?.clockSkewMs) await time.during(client.counts.refresh({}))
  if (row.warm) {
    // Earlier rows may have used up the rate limit of this second.
    await clock.advance(2_000)
    const { id } = await kind.press(client, 1)
    await until(async () => (await client.sends.get({ id })).state === 'delivered')
  }
  vendors.setFaults(row.faults ?? {})
  const firstPost = row.timesOut ? await impatientPost(vendors.world) : post
  setup.setTransport(postUnderFaults(post, firstPost, row, clock))
  const accepted = await kind.press(client, 2)
  row.whileQueued?.(clock)

  const ended = (receipt: Receipt) => receipt.state === outcome.state && receipt.reason === outcome.reason
  const endStates = new Set(['delivered', 'refused', 'dropped', 'expired', 'cancelled', 'held'])
  const end = until(async () => {
    const now = await client.sends.get({ id: accepted.id })
    const isGivenUp = now.attempts === outcome.attempts && now.state !== 'sending'
    // The vendor releases a held call when the core has given it up, or else at once.
    if (!row.timesOut || isGivenUp) await vendors.clock.advance(2_000)
    return ended(now) || endStates.has(now.state) ? now : null
  })
  const receipt = await time.during(end)
  const steps = history.filter(({ id }) => id === accepted.id)
  const first = steps.find(({ state }) => state !== 'queued' && state !== 'sending')

  const effects = () => kind.effects(vendors.recording(), room, 2, accepted)
  // Calls still held are applied now, so that they do not interfere with the next row's faults.
  await vendors.clock.advance(2_000)
  await until(() => effects() >= outcome.effects)
  return {
    state: receipt.state,
    reason: receipt.reason as Reason,
    attempts: receipt.attempts,
    first: first?.reason as Reason,
    effects: effects(),
    missingTexts: missingTexts(receipt),
    malformed: vendors.recording().malformed,
  }
}

/** Returns the change that switches every fault of the row off. */
const faultsOff = ({ faults = {} }: Row): Partial<Faults> =>
  Object.fromEntries(Object.keys(faults).map((name) => [name, name === 'clockSkewMs' ? 0 : null]))

/** Names the texts that a receipt, or its sentence in a language, lacks. */
function missingTexts({ state, reason, message, advice }: Receipt): string[] {
  const words = [english, simplifiedChinese].map((sentences) => sentences[reason as Reason])
  return [
    ...(message === '' ? ['message'] : []),
    ...(advice === '' && state !== 'delivered' ? ['advice'] : []),
    ...words
      .flatMap((sentence) => Object.entries(sentence))
      .flatMap(([name, text]) => (text.trim() === '' ? [name] : [])),
  ]
}

async function roomOf(vendors: { world: SandboxWorld }, { host, limits }: Row, roomId: string): Promise<RoomInput> {
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

/** Makes a post with a short time-out. Its connection is open, so that connecting takes none of the call's time. */
async function impatientPost({ origin }: SandboxWorld): Promise<Post> {
  const { post, close } = createPost({ policy: { ...keeping, callTimeoutMs: 300 } })
  onTestFinished(close)
  await until(async () => (await post(new URL('/nothing-there', origin), '')).kind === 'answer')
  await nextTurn()
  return post
}

/** Makes the transport to the vendor with the row's changes. The first call that sends goes by `first`. */
function postUnderFaults(post: Post, first: Post, row: Row, clock: FakeClock): Post {
  let next = first
  return async (url, body) => {
    if (!/send_gift|send_text_msg|SendDanmakuGifts/.test(url.href)) return post(url, body)
    row.onTheWire?.(clock)
    const current = next
    next = post
    const exchange = await current(url, body)
    return row.alterAnswer && exchange.kind === 'answer'
      ? { ...exchange, body: row.alterAnswer(exchange.body) }
      : exchange
  }
}
