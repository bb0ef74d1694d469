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
export const admit = (deps: AppDeps, vendor: Vendor, send: Asked, more: Admission = {}): Admitted =>
  admitTogether(deps, [{ vendor, send }], more)[0]!

interface Admission {
  /** Whether a paused connection is no reason: the host asks to try it again. */
  evenPaused?: boolean
}

/** All or none: one press for the lock and the caps, whatever the number of its sends, all of one kind. */
function admitTogether(
  deps: AppDeps,
  asked: readonly { vendor: Vendor; send: Asked }[],
  { evenPaused = false }: Admission = {},
): Admitted[] {
  const room = deps.room()
  const { kind, by } = asked[0]!.send
  const connections = asked.map(({ vendor }) => readyLink(deps, room, vendor, { kind, evenPaused }))
  if (kind === 'gift') {
    const pieces = asked.reduce((sum, { send }) => sum + piecesOf(send), 0)
    const over = deps.caps.refusal(room.config.caps, pieces)
    if (over) {
      const { message, ...data } = over
      throw fail('OVER_CAP', message, data)
    }
  }
  const reopen = passLock(deps, by)
  return connections.map((connection, at) => {
    const uncount = deps.caps.count(piecesOf(asked[at]!.send))
    const takeBack = () => {
      uncount()
      reopen()
    }
    return { room, connection, takeBack }
  })
}

function readyLink(
  deps: AppDeps,
  room: ActiveRoom,
  vendor: Vendor,
  { kind, evenPaused }: { kind: Send['kind']; evenPaused: boolean },
): Connection {
  if (deps.isChangingRoom()) throw fail('BUSY', 'The room is being changed. Press again in a moment.')
  const connection = room.connection(vendor)
  const paused = connection.dispatcher.pausedBy()
  if (paused && !evenPaused) {
    const { happened, advice } = english[paused.reason]
    throw fail('NOT_CONNECTED', `This connection is paused: ${happened} ${advice} Then resume.`, { because: 'paused' })
  }
  passStop(deps)
  const api = connection.dispatcher.lanes().find((each) => each.carries === kind)!
  const { longestQueueCount, fullQueueRetryDivisor, fullQueueRetryMinMs } = deps.policy.sending
  if (api.lane.queued() >= longestQueueCount)
    throw fail('QUEUE_FULL', `${longestQueueCount} sends wait already. Try again when the line is shorter.`, {
      retryAfterMs: Math.max(fullQueueRetryMinMs, Math.ceil(api.lane.drainMs() / fullQueueRetryDivisor)),
    })
  return connection
}

/** Records a new send and lets it join the line. Answers after it is durable. */
export async function press(deps: AppDeps, vendor: Vendor, asked: Asked, key: CallKey | undefined): Promise<Accepted> {
  const [send] = await pressTogether(deps, [{ vendor, send: asked }], key)
  return send!
}

/** The sends of one press, with its key: all are admitted and recorded, or none. */
export async function pressTogether(
  deps: AppDeps,
  asked: readonly { vendor: Vendor; send: Asked }[],
  key: CallKey | undefined,
): Promise<Accepted[]> {
  const admitted = admitTogether(deps, asked)
  let sends: Send[]
  try {
    sends = await deps.activeSends.addTogether(
      admitted.map((each, at) => newSend(deps, each, asked[at]!.send)),
      key,
    )
  } catch (error) {
    for (const { takeBack } of admitted) takeBack()
    throw cannotRecord(error, 'Giftdeck cannot record, so nothing was sent.')
  }
  for (const [at, { connection }] of admitted.entries()) connection.dispatcher.enqueue(sends[at]!)
  return sends.map(accepted)
}

function newSend(deps: AppDeps, { room, connection }: Admitted, asked: Asked): NewSend {
  const now = deps.clock.now()
  const coins = asked.gift && coinsOf(deps.gifts(), connection.vendor, asked.gift, asked.key?.id)
  const look = asked.gift && lookOf(deps.gifts(), connection.vendor, asked.gift, asked.key?.id)
  return {
    ...look,
    id: deps.random.uuid(),
    ...asked,
    vendor: connection.vendor,
    state: 'queued',
    reason: 'queued',
    environment: room.config.environment,
    roomName: room.config.name,
    roomId: connection.roomId,
    connection: connection.key,
    boot: deps.boot,
    session: deps.session(),
    ...(coins !== undefined && { coins }),
    attempts: 0,
    createdAt: now,
    updatedAt: now,
  }
}
