import type { RoomTotals } from '../../../shared/contract/counts.ts'
import { iso } from '../../../shared/domain/time.ts'
import type { Policy } from '../policy.ts'
import type { Clock, Log, Timer } from '../ports.ts'
import { runSafely } from '../platform/run-safely.ts'
import type { Answer, RoomCounts, Trouble } from '../vendors/vendor.ts'
import { describeFailure } from '../vendors/describe-failure.ts'

/** Polls the totals of the whole room. A failure appears only in these totals and affects nothing else. */
export interface RoomWatch {
  totals(): RoomTotals
  /** Starts polling, once the connection has answered another call. Later calls do nothing. */
  begin(): void
  close(): void
}

const unknown: RoomCounts = {
  totalCount: null,
  totalCoins: null,
  senderCount: null,
  viewerCount: null,
  likeCount: null,
  messageCount: null,
}

export function createRoomWatch(deps: {
  clock: Clock
  log: Pick<Log, 'error'>
  policy: Policy['counts']
  roomId: string
  read(): Promise<Answer<RoomCounts>>
  onTotals(totals: RoomTotals): void
}): RoomWatch {
  const { clock } = deps
  const { roomIntervalMs, longestRoomBackOffMs, staleAfterIntervalsCount } = deps.policy
  const staleAfterMs = staleAfterIntervalsCount * roomIntervalMs
  let timer: Timer | null = null
  let begun = false
  let closed = false
  let failures = 0
  let known: { counts: RoomCounts; at: number; readAt: number } | null = null
  let trouble: Trouble | null = null

  const totals = (): RoomTotals => ({
    vendor: 'tencent',
    roomId: deps.roomId,
    ...(known?.counts ?? unknown),
    at: known && iso(known.at),
    stale: known ? clock.elapsed() - known.readAt > staleAfterMs : trouble !== null,
    trouble: describeFailure(trouble),
  })

  async function readAndPlan() {
    timer = null
    try {
      await readOnce()
    } finally {
      // The next reading is planned even if this one failed.
      if (!closed) timer = clock.setTimeout(readAndPlan, Math.min(longestRoomBackOffMs, roomIntervalMs * 2 ** failures))
    }
  }

  async function readOnce() {
    const answer = await deps.read()
    if (closed) return
    failures = answer.ok ? 0 : failures + 1
    trouble = answer.ok ? null : answer.trouble
    if (answer.ok) known = { counts: answer.value, at: clock.now(), readAt: clock.elapsed() }
    deps.onTotals(totals())
  }

  return {
    totals,
    begin() {
      if (begun || closed) return
      begun = true
      runSafely(deps.log, 'The totals of the room could not be read.', readAndPlan)
    },
    close() {
      closed = true
      if (timer !== null) clock.clearTimeout(timer)
    },
  }
}
