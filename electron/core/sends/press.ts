import type { Accepted } from '../../../shared/contract/send.ts'
import type { Vendor } from '../../../shared/contract/fields.ts'
import { english } from '../../../shared/sentences/sentences.ts'
import { cannotRecord, fail } from '../errors/call-errors.ts'
import { coinsOf, lookOf } from '../deck/gift-names.ts'
import { piecesOf } from '../ledger/history-row.ts'
import type { CallKey, NewSend } from '../ledger/active-sends.ts'
import { accepted, type Send } from '../ledger/send.ts'
import type { ActiveRoom } from '../rooms/active-room.ts'
import type { Connection } from '../rooms/connections/connection.ts'
import { passLock, passStop } from '../safety/check-press.ts'
import type { AppDeps } from '../app-deps.ts'

/** What a feature knows of a new send; the rest is the same for all. */
export type Asked = Pick<Send, 'kind'> &
  Partial<Pick<Send, 'id' | 'key' | 'gift' | 'giftName' | 'giftIcon' | 'announcement' | 'msgId' | 'parentId' | 'by'>>

interface Admitted {
  room: ActiveRoom
  connection: Connection
  /** Nothing was recorded, so the press uses up neither caps nor the open lock. */
  takeBack: () => void
}

/** The rules every press passes, in the order a host would want to hear of them. Throws the first that is broken. */
export const admit = (parts: AppDeps, vendor: Vendor, send: Asked, more: Admission = {}): Admitted =>
  admitTogether(parts, [{ vendor, send }], more)[0]!

interface Admission {
  /** Whether a paused connection is no reason: the host asks to try it again. */
  evenPaused?: boolean
}

/** All or none: one press for the lock and the caps, whatever the number of its sends, all of one kind. */
function admitTogether(
  parts: AppDeps,
  asked: readonly { vendor: Vendor; send: Asked }[],
  { evenPaused = false }: Admission = {},
): Admitted[] {
  const room = parts.room()
  const { kind, by } = asked[0]!.send
  const connections = asked.map(({ vendor }) => readyLink(parts, room, vendor, { kind, evenPaused }))
  if (kind === 'gift') {
    const pieces = asked.reduce((sum, { send }) => sum + piecesOf(send), 0)
    const over = parts.caps.refusal(room.config.caps, pieces)
    if (over) {
      const { message, ...data } = over
      throw fail('OVER_CAP', message, data)
    }
  }
  const reopen = passLock(parts, by)
  return connections.map((connection, at) => {
    const uncount = parts.caps.count(piecesOf(asked[at]!.send))
    const takeBack = () => {
      uncount()
      reopen()
    }
    return { room, connection, takeBack }
  })
}

function readyLink(
  parts: AppDeps,
  room: ActiveRoom,
  vendor: Vendor,
  { kind, evenPaused }: { kind: Send['kind']; evenPaused: boolean },
): Connection {
  if (parts.isChangingRoom()) throw fail('BUSY', 'The room is being changed. Press again in a moment.')
  const connection = room.connection(vendor)
  const paused = connection.dispatcher.pausedBy()
  if (paused && !evenPaused) {
    const { happened, advice } = english[paused.reason]
    throw fail('NOT_CONNECTED', `This connection is paused: ${happened} ${advice} Then resume.`, { because: 'paused' })
  }
  passStop(parts)
  const api = connection.dispatcher.lanes().find((each) => each.carries === kind)!
  const { longestLineCount, fullLineRetryDivisor, fullLineRetryAtLeastMs } = parts.policy.sending
  if (api.lane.queued() >= longestLineCount)
    throw fail('QUEUE_FULL', `${longestLineCount} sends wait already. Try again when the line is shorter.`, {
      retryAfterMs: Math.max(fullLineRetryAtLeastMs, Math.ceil(api.lane.drainMs() / fullLineRetryDivisor)),
    })
  return connection
}

/** Records a new send and lets it join the line. Answers after it is durable. */
export async function press(parts: AppDeps, vendor: Vendor, asked: Asked, key: CallKey | undefined): Promise<Accepted> {
  const [send] = await pressTogether(parts, [{ vendor, send: asked }], key)
  return send!
}

/** The sends of one press, with its key: all are admitted and recorded, or none. */
export async function pressTogether(
  parts: AppDeps,
  asked: readonly { vendor: Vendor; send: Asked }[],
  key: CallKey | undefined,
): Promise<Accepted[]> {
  const admitted = admitTogether(parts, asked)
  let sends: Send[]
  try {
    sends = await parts.activeSends.addTogether(
      admitted.map((each, at) => newSend(parts, each, asked[at]!.send)),
      key,
    )
  } catch (error) {
    for (const { takeBack } of admitted) takeBack()
    throw cannotRecord(error, 'Giftdeck cannot record, so nothing was sent.')
  }
  for (const [at, { connection }] of admitted.entries()) connection.dispatcher.enqueue(sends[at]!)
  return sends.map(accepted)
}

function newSend(parts: AppDeps, { room, connection }: Admitted, asked: Asked): NewSend {
  const now = parts.clock.now()
  const coins = asked.gift && coinsOf(parts.gifts(), connection.vendor, asked.gift, asked.key?.id)
  const look = asked.gift && lookOf(parts.gifts(), connection.vendor, asked.gift, asked.key?.id)
  return {
    ...look,
    id: parts.random.uuid(),
    ...asked,
    vendor: connection.vendor,
    state: 'queued',
    reason: 'queued',
    environment: room.config.environment,
    roomName: room.config.name,
    roomId: connection.roomId,
    connection: connection.key,
    boot: parts.boot,
    session: parts.session(),
    ...(coins !== undefined && { coins }),
    attempts: 0,
    createdAt: now,
    updatedAt: now,
  }
}
