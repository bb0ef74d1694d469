import { originOf } from '../../../../shared/contract/fields.ts'
import { createReceiptCounts } from '../../counts/receipt-counts.ts'
import { createDispatcher } from '../../delivery/dispatcher.ts'
import { createReads } from '../../rate-limit/reads.ts'
import { shareRead } from '../../rate-limit/shared-reads.ts'
import { createReconciler, type Reconciler } from '../../delivery/reconciler.ts'
import { giftTimeOf, zegoOperations, zegoLimits } from '../../vendors/zego/operations.ts'
import { zegoClient } from '../../vendors/zego/client.ts'
import { createJoins } from '../../vendors/zego/joins.ts'
import { largestQuery } from '../../vendors/zego/request.ts'
import { timedPost, type Connection, type ConnectionDeps } from './connection.ts'
import type { Send } from '../../ledger/send.ts'
import type { RoomConfig, ZegoConfig } from '../room-config.ts'
import type { StoredSecret } from '../room-secrets.ts'

export function connectZego(
  deps: ConnectionDeps,
  options: { room: RoomConfig; config: ZegoConfig; key: string; secret: StoredSecret | undefined },
): Connection {
  const { activeSends, clock, random, log, slices, policy } = deps
  const { config, key, secret, room } = options
  let closed = false
  const connection = { ...config, origin: originOf(config.host)! }
  const timed = timedPost(deps, room)
  const client = zegoClient({
    connection,
    post: timed.post,
    clock,
    random,
    log,
    secret: async () => {
      if (!secret || closed) throw new Error('The secret of this connection is not here.')
      return { serverSecret: secret.value }
    },
  })
  const limits = zegoLimits(connection, room.limits.zegoPerSecond)
  const resultsLimit = deps.limits.get(limits.results)
  const readResults = createReads({ clock, limit: resultsLimit })
  const comment = createReads({ clock, limit: deps.limits.get(limits.comments) })
  const joins = createJoins({
    comment: config.join,
    clock,
    policy: policy.zego,
    join: (viewer, text) => comment(() => client.join(viewer, text)),
    onChange: () => deps.onGame(),
  })

  const dispatcher = createDispatcher({
    activeSends,
    clock,
    random,
    log,
    slices,
    policy: policy.sending,
    limits: deps.limits,
    operations: [zegoOperations({ client, joins, limits: [limits.gifts], batch: room.limits.zegoBatch })],
    expireAfterMs: room.limits.expireAfterMs,
    onChange: () => deps.onChange(),
    // The reconciler receives open gifts through `adopt`. An outcome reported here would be lost if the room was
    // reopened in the meantime.
    onJudged: () => {},
  })
  /** In ms. Ledger time does not advance between runs, and the wall clock may be set back, so the larger age is used. */
  const ageOf = (send: Send) => Math.max(activeSends.sincePress(send), clock.now() - send.createdAt)
  const reconciler: Reconciler = createReconciler({
    activeSends,
    clock,
    log,
    policy: policy.reconciling,
    runId: deps.runId,
    batch: largestQuery,
    query: (sends) =>
      readResults(() =>
        client.readResults(
          sends.map((send) => send.msgId!),
          new Map(sends.map((send) => [send.msgId!, giftTimeOf(send)])),
          Math.max(...sends.map(ageOf)),
        ),
      ),
    resend: (send) => dispatcher.resend(send),
  })

  const toCheck = new Set<Send>()
  const checkAll = shareRead({ clock, policy: policy.sharedReads }, () => {
    const sends = [...toCheck]
    toCheck.clear()
    return reconciler.check(...sends)
  })

  const session = `${key} ${config.roomId}`
  const counts = secret
    ? createReceiptCounts({
        clock,
        policy: policy.counts,
        roomId: config.roomId,
        receiver: config.receiver ?? config.roomId,
        tally: deps.receiptCounters.of(session, clock.now()),
        session: deps.sessions.start(session),
        onReading: (reading) => deps.onReading(reading),
      })
    : undefined

  return {
    vendor: 'zego',
    key,
    roomId: config.roomId,
    host: config.host,
    hasSecret: secret !== undefined,
    dispatcher,
    lastRoundTripMs: timed.lastMs,
    trouble: () => joins.stateOf(config.viewer.userId).trouble,
    joined: () => ['asked', 'in'].includes(joins.stateOf(config.viewer.userId).accountState),
    game: {
      canJoin: config.join !== false,
      join: (viewer) => joins.joinAgain(viewer),
      stateOf: (userId) => joins.stateOf(userId),
    },
    check(send) {
      toCheck.add(send)
      return checkAll()
    },
    ...(counts && { counts }),
    adopt(send) {
      if (send.kind === 'gift' && send.state === 'delivered') counts?.delivered(send)
      if (secret && (send.state === 'unknown' || send.state === 'processing')) reconciler.watch(send)
    },
    otherLimits: [{ api: 'DescribeDanmakuMsgResults', limit: resultsLimit }],
    close() {
      closed = true
      dispatcher.leave()
      reconciler.close()
      counts?.close()
    },
  }
}
