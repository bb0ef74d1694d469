import { originOf } from '../../../../shared/contract/fields.ts'
import { createDispatcher } from '../../delivery/dispatcher.ts'
import { createReads, type Reads } from '../../rate-limit/reads.ts'
import { shareRead, shareReads } from '../../rate-limit/shared-reads.ts'
import { tencentOperations, tencentLimits } from '../../vendors/tencent/operations.ts'
import { tencentClient, type TencentClient } from '../../vendors/tencent/client.ts'
import { timedPost, type Connection, type ConnectionDeps } from './connection.ts'
import type { RoomConfig, TencentConfig } from '../room-config.ts'
import type { StoredSecret } from '../room-secrets.ts'
import { createReceiverWatches, receiversOf, type ReceiverWatches } from '../../counts/receiver-watches.ts'
import { createRoomWatch } from '../../counts/room-watch.ts'
import type { RateLimit } from '../../rate-limit/adaptive-limit.ts'
import { type RoomTotalsName, roomTotalsReader } from '../../vendors/tencent/request.ts'

export function connectTencent(
  deps: ConnectionDeps,
  options: { room: RoomConfig; config: TencentConfig; key: string; secret: StoredSecret | undefined },
): Connection {
  const { activeSends, clock, random, log, slices, policy } = deps
  const shared = { clock, policy: policy.sharedReads }
  const { config, key, secret, room } = options
  let closed = false
  const connection = { ...config, origin: originOf(config.host)! }
  const timed = timedPost(deps, room)
  const client = tencentClient({
    connection,
    post: timed.post,
    clock,
    random,
    log,
    policy: policy.tencent,
    secret: async () => {
      if (!secret || closed) throw new Error('The secret of this connection is not here.')
      return secret.kind === 'userSig' ? { userSig: secret.value } : { secretKey: secret.value }
    },
  })
  const limits = tencentLimits(connection, room.limits.tencentPerSecond)
  const countsLimit = deps.limits.get(limits.counts)
  const signIn = deps.limits.signIn(limits.signIn)
  const askAccounts = createReads({ clock, limit: deps.limits.get(limits.accounts), signIn })
  const readCatalogue = createReads({ clock, limit: deps.limits.get(limits.catalogue), signIn })

  const dispatcher = createDispatcher({
    activeSends,
    clock,
    random,
    log,
    slices,
    policy: policy.sending,
    limits: deps.limits,
    signIn,
    operations: tencentOperations(client, limits),
    expireAfterMs: room.limits.expireAfterMs,
    onChange: () => deps.onChange(),
    onLeaving: (sends) => counts?.leaving(sends),
    onJudged: (send, { state }) => counts?.ended(send, state),
  })

  // Without its secret a connection makes no calls, so it does not poll counts either.
  const counts = secret ? countTencent(deps, { room, config, key, client, limits, countsLimit }) : undefined

  return {
    vendor: 'tencent',
    key,
    roomId: config.roomId,
    host: config.host,
    hasSecret: secret !== undefined,
    dispatcher,
    lastRoundTripMs: timed.lastMs,
    trouble: () => null,
    async check() {
      await counts?.refresh()
    },
    // The outcome of an earlier run's gift cannot be found out, so its state stays. If the gift still arrives it raises
    // the total, which would give a later gift a wrong hint, so the counts take it into account.
    adopt(send) {
      if (send.state === 'unknown') counts?.earlier(send, activeSends.sinceChange(send))
    },
    ...(counts && { counts }),
    readGifts: shareRead(shared, () => readCatalogue(() => client.readGifts())),
    accounts: {
      check: shareReads(
        shared,
        (userIds: readonly string[]) => userIds.join('\n'),
        (userIds) => askAccounts(() => client.readAccounts(userIds)),
      ),
      import: (account) => askAccounts(() => client.importAccount(account)),
    },
    otherLimits: [{ api: 'get_gift_count', limit: countsLimit }],
    close() {
      closed = true
      dispatcher.leave()
      counts?.close()
    },
  }
}

/** The counts of a Tencent room: its receivers' totals and hints, and the totals of the whole room. */
function countTencent(
  deps: ConnectionDeps,
  options: {
    room: RoomConfig
    config: TencentConfig
    key: string
    client: TencentClient
    limits: ReturnType<typeof tencentLimits>
    countsLimit: RateLimit
  },
): ReceiverWatches {
  const { activeSends, clock, log, policy } = deps
  const { client, config, countsLimit, key, limits, room } = options
  const { roomId, receiver } = config
  const signIn = deps.limits.signIn(limits.signIn)

  const watches = createReceiverWatches({
    clock,
    log,
    policy,
    roomId,
    receivers: receiversOf(receiver, deps.storedReceivers(room.name)),
    reads: createReads({ clock, limit: countsLimit, signIn }),
    read: (each) => client.readTotals(each),
    perSecond: () => countsLimit.slidingWindow.limit(),
    session: (each) => deps.sessions.start(`${key} ${roomId} ${each}`),
    onReading: (reading) => deps.onReading(reading),
    // Start the room reads after an answer that does not refuse the connection: wrong sign-ins can lock the account.
    onAnswer(trouble) {
      if (trouble?.state !== 'refused' || !trouble.pauses) roomWatch.begin()
    },
    onHint(id, hint) {
      const send = activeSends.pending(id)
      if (send?.state !== 'unknown' || send.hint === hint) return
      activeSends.change(id, { state: 'unknown', reason: send.reason, hint }).catch((error: Error) => {
        log.warn('A hint could not be recorded.', { id, detail: error.message })
      })
    },
  })

  const lanes = new Map<RoomTotalsName, Reads>()
  const laneOf = (name: RoomTotalsName): Reads => {
    const lane = lanes.get(name) ?? createReads({ clock, limit: deps.limits.get(limits.roomTotals(name)), signIn })
    lanes.set(name, lane)
    return lane
  }
  const roomWatch = createRoomWatch({
    clock,
    log,
    policy: policy.counts,
    roomId,
    read: roomTotalsReader((name) => laneOf(name)(() => client.readRoomTotals(name))),
    onTotals: (totals) => deps.onRoomTotals(totals),
  })

  return {
    ...watches,
    roomTotals: () => roomWatch.totals(),
    close() {
      watches.close()
      roomWatch.close()
    },
  }
}
