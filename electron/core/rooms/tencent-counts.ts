import { createReceiverWatches, type ReceiverWatches } from '../counts/receiver-watches.ts'
import { receiversOf } from '../counts/receivers.ts'
import { createRoomWatch } from '../counts/room-watch.ts'
import { createReads, type Reads } from '../sending/reads.ts'
import type { RateLimit } from '../sending/limits.ts'
import type { tencentLimits } from '../vendors/tencent/carriers.ts'
import type { TencentClient } from '../vendors/tencent/client.ts'
import type { RoomTotalsName } from '../vendors/tencent/request.ts'
import { roomTotalsReader } from '../vendors/tencent/room-totals.ts'
import type { LinkLoan } from './link.ts'
import type { RoomConfig, TencentConfig } from './room-config.ts'

/** The counts of a Tencent room: its receivers' totals and hints, and the totals of the whole room. */
export function countTencent(
  lent: LinkLoan,
  of: {
    room: RoomConfig
    config: TencentConfig
    key: string
    client: TencentClient
    limits: ReturnType<typeof tencentLimits>
    countsLimit: RateLimit
  },
): ReceiverWatches {
  const { book, clock, log, policy } = lent
  const { client, config, countsLimit, key, limits, room } = of
  const { roomId, receiver } = config
  const signIn = lent.limits.signIn(limits.signIn)

  const watches = createReceiverWatches({
    clock,
    log,
    policy,
    roomId,
    receivers: receiversOf(receiver, lent.keptReceivers(room.name)),
    reads: createReads({ clock, limit: countsLimit, signIn }),
    read: (each) => client.readTotals(each),
    perSecond: () => countsLimit.slots.limit(),
    session: (each) => lent.sessions.start(`${key} ${roomId} ${each}`),
    onReading: (reading) => lent.onReading(reading),
    // Wrong sign-ins can lock an account out, so the room is asked only over a connection that answers.
    onAnswer(trouble) {
      if (trouble?.state !== 'refused' || !trouble.pauses) roomWatch.begin()
    },
    onHint(id, hint) {
      const send = book.pending(id)
      if (send?.state !== 'unknown' || send.hint === hint) return
      book.change(id, { state: 'unknown', reason: send.reason, hint }).catch((error: Error) => {
        log.warn('A hint could not be recorded.', { id, detail: error.message })
      })
    },
  })

  const lanes = new Map<RoomTotalsName, Reads>()
  const laneOf = (name: RoomTotalsName): Reads => {
    const lane = lanes.get(name) ?? createReads({ clock, limit: lent.limits.get(limits.roomTotals(name)), signIn })
    lanes.set(name, lane)
    return lane
  }
  const roomWatch = createRoomWatch({
    clock,
    log,
    policy: policy.counts,
    roomId,
    read: roomTotalsReader((name) => laneOf(name)(() => client.readRoomTotals(name))),
    onTotals: (totals) => lent.onRoomTotals(totals),
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
