import type { Accepted } from '../../../shared/contract/send.ts'
import type { Vendor } from '../../../shared/contract/fields.ts'
import { english } from '../../../shared/sentences/sentences.ts'
import { cannotRecord, fail } from '../errors/call-errors.ts'
import { appearanceOf, coinsOf } from '../deck/gift-names.ts'
import { piecesOf } from '../../../shared/domain/pieces.ts'
import type { CallKey, NewSend } from '../ledger/active-sends.ts'
import { accepted, type Send } from '../ledger/send.ts'
import type { ActiveRoom } from '../rooms/active-room.ts'
import type { Connection } from '../rooms/connections/connection.ts'
import type { AppDeps } from '../app-deps.ts'
import { locks } from '../../../shared/domain/arming.ts'

/** The members of a new send that its feature decides. The others are filled in here, in the same way for all. */
export type SendRequest = Pick<Send, 'kind'> &
  Partial<
    Pick<
      Send,
      'id' | 'key' | 'device' | 'gift' | 'giftName' | 'giftIcon' | 'announcement' | 'msgId' | 'parentId' | 'by'
    >
  >

/** Who pressed. Both members are missing for the app's own window. */
export interface PressOrigin {
  /** The Idempotency-Key of the call. */
  key?: CallKey | undefined
  /** The name of the device's token. */
  device?: string | undefined
}

interface Admitted {
  room: ActiveRoom
  connection: Connection
  /** Undoes the use of the caps and of the open lock, for a press that could not be recorded. */
  undo: () => void
}

/** Checks the rules of every press and throws for the first that is broken, the most general reasons first. */
export const admit = (deps: AppDeps, vendor: Vendor, send: SendRequest, options: AdmitOptions = {}): Admitted =>
  admitTogether(deps, [{ vendor, send }], options)[0]!

interface AdmitOptions {
  /** Accepts a paused connection, because the host asked to try it again. */
  evenPaused?: boolean
}

/** Admits all sends of one press or none. They are of one kind, and use the open lock once. */
function admitTogether(
  deps: AppDeps,
  requests: readonly { vendor: Vendor; send: SendRequest }[],
  { evenPaused = false }: AdmitOptions = {},
): Admitted[] {
  const room = deps.room()
  const { kind, by } = requests[0]!.send
  const connections = requests.map(({ vendor }) => readyConnection(deps, room, vendor, { kind, evenPaused }))
  if (kind === 'gift') {
    const pieces = requests.reduce((sum, { send }) => sum + piecesOf(send), 0)
    const over = deps.caps.refusal(room.config.caps, pieces)
    if (over) {
      const { message, ...data } = over
      throw fail('OVER_CAP', message, data)
    }
  }
  const reopen = passLock(deps, by)
  return connections.map((connection, at) => {
    const uncount = deps.caps.count(piecesOf(requests[at]!.send))
    const undo = () => {
      uncount()
      reopen()
    }
    return { room, connection, undo }
  })
}

/** The room's connection to the vendor. Throws where it cannot take a send of this kind now. */
function readyConnection(
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

/** Records a new send and adds it to the queue of its lane. Resolves after the send is on the disk. */
export async function press(
  deps: AppDeps,
  vendor: Vendor,
  request: SendRequest,
  origin: PressOrigin,
): Promise<Accepted> {
  const [send] = await pressTogether(deps, [{ vendor, send: request }], origin)
  return send!
}

/** Records the sends of one press together with its idempotency key: all of them or none. */
export async function pressTogether(
  deps: AppDeps,
  requests: readonly { vendor: Vendor; send: SendRequest }[],
  { key, device }: PressOrigin,
): Promise<Accepted[]> {
  const admitted = admitTogether(deps, requests)
  const pressed = admitted.map((each, at) =>
    newSend(deps, each, { ...requests[at]!.send, ...(device !== undefined && { device }) }),
  )
  const waiting = new Set(admitted.keys())
  let sends: Send[]
  try {
    sends = await deps.ledger.together(() => {
      const recorded = deps.activeSends.addTogether(pressed, key)
      for (const [at, { connection }] of admitted.entries()) {
        const send = deps.activeSends.pending(pressed[at]!.id)
        if (send && connection.dispatcher.sendAtOnce(send)) waiting.delete(at)
      }
      return recorded
    })
  } catch (error) {
    for (const { undo } of admitted) undo()
    throw cannotRecord(error, 'Giftdeck cannot record, so nothing was sent.')
  }
  for (const at of waiting) admitted[at]!.connection.dispatcher.enqueue(sends[at]!)
  return sends.map(accepted)
}

function newSend(deps: AppDeps, { room, connection }: Admitted, request: SendRequest): NewSend {
  const { gift, key } = request
  const now = deps.clock.now()
  const coins = gift && coinsOf(deps.gifts(), connection.vendor, gift, key?.id)
  const appearance = gift && appearanceOf(deps.gifts(), connection.vendor, gift, key?.id)
  return {
    ...appearance,
    id: deps.random.uuid(),
    ...request,
    vendor: connection.vendor,
    state: 'queued',
    reason: 'queued',
    environment: room.config.environment,
    roomName: room.config.name,
    roomId: connection.roomId,
    connection: connection.key,
    boot: deps.runId,
    session: deps.session(),
    ...(coins !== undefined && { coins }),
    attempts: 0,
    createdAt: now,
    updatedAt: now,
  }
}

/** Everything that viewers can see must pass STOP and the lock, also where it is no send. Throws STOPPED. */
export function passStop({ isStopped }: Pick<AppDeps, 'isStopped'>): void {
  if (isStopped()) throw fail('STOPPED', 'STOP was pressed, so nothing is sent. Resume first.')
}

/**
 * Uses the open lock of a live room for one press; throws LOCKED where it is closed. An automatic send (`by`) passes an
 * open lock without using it up, because a lock armed for one press is meant for the host's own press. Returns a
 * function that undoes the use, for a press that could not be recorded.
 */
export function passLock({ room, lock }: Pick<AppDeps, 'room' | 'lock'>, by?: Send['by']): () => void {
  if (!locks(room().config.environment)) return noop
  const passed = by === undefined ? lock.pass() : lock.openUntil() === null ? null : noop
  if (passed === null) throw fail('LOCKED', 'This room is live and locked. Arm it first; the next press is then sent.')
  return passed
}

const noop = () => {}
