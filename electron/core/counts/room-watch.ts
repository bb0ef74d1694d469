import type { RoomTotals } from '../../../shared/contract/counts.ts'
import type { Clock, Timer } from '../ports.ts'
import type { Answer, RoomCounts, Trouble } from '../vendors/vendor.ts'
import { staleAfter, wordTrouble } from './receiver-counts.ts'

/** Reads the totals of the whole room now and then. Its trouble is said in its answer and touches nothing else. */
export interface RoomWatch {
  totals(): RoomTotals
  /** The connection answers: the first reading may go. Later calls do nothing. */
  begin(): void
  close(): void
}

const intervalMs = 10_000
const longestBackOffMs = 5 * 60_000
const unknown: RoomCounts = {
  totalCount: null,
  totalCoins: null,
  senderCount: null,
  viewerCount: null,
  likeCount: null,
  messageCount: null,
}

export function createRoomWatch(lent: {
  clock: Clock
  roomId: string
  read(): Promise<Answer<RoomCounts>>
  onTotals(totals: RoomTotals): void
}): RoomWatch {
  const { clock } = lent
  let timer: Timer | null = null
  let begun = false
  let closed = false
  let failures = 0
  let known: { counts: RoomCounts; at: number; readAt: number } | null = null
  let trouble: Trouble | null = null

  const totals = (): RoomTotals => ({
    vendor: 'tencent',
    roomId: lent.roomId,
    ...(known?.counts ?? unknown),
    at: known && new Date(known.at).toISOString(),
    stale: known ? clock.elapsed() - known.readAt > staleAfter(intervalMs) : trouble !== null,
    trouble: wordTrouble(trouble),
  })

  async function readAndPlan() {
    timer = null
    const answer = await lent.read()
    if (closed) return
    failures = answer.ok ? 0 : failures + 1
    trouble = answer.ok ? null : answer.trouble
    if (answer.ok) known = { counts: answer.value, at: clock.now(), readAt: clock.elapsed() }
    lent.onTotals(totals())
    timer = clock.setTimeout(() => void readAndPlan(), Math.min(longestBackOffMs, intervalMs * 2 ** failures))
  }

  return {
    totals,
    begin() {
      if (begun || closed) return
      begun = true
      void readAndPlan()
    },
    close() {
      closed = true
      if (timer !== null) clock.clearTimeout(timer)
    },
  }
}
