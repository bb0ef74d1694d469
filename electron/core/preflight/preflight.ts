import type { Preflight, PreflightRow } from '../../../shared/contract/preflight.ts'
import { iso } from '../../../shared/domain/time.ts'
import { preflightEnglish, preflightText, type PreflightReason } from '../../../shared/preflight/preflight.ts'
import { runSafely } from '../platform/run-safely.ts'
import type { Policy } from '../policy.ts'
import type { Clock, Log } from '../ports.ts'
import { shareRead } from '../rate-limit/shared-reads.ts'

/** A row before its sentences are added. */
export interface Finding {
  id: PreflightRow['id']
  state: PreflightRow['state']
  reason: PreflightReason
  values?: Record<string, string>
}

/** The board before the show. */
export interface PreflightBoard {
  /** Looks again, unless it looked a moment ago. From the first call on it looks every minute by itself. */
  read(): Promise<Preflight>
  close(): void
}

const ranks = { ok: 0, 'not-known': 1, trouble: 2 } as const

export function createPreflight(deps: {
  clock: Clock
  log: Log
  policy: Pick<Policy, 'preflight' | 'sharedReads'>
  /** Each look reads all rows. One that fails is replaced by its `otherwise`. */
  look(): Promise<Finding[]>
  /** A row has changed. */
  onChange(): void
}): PreflightBoard {
  const { clock, log } = deps
  let last: Preflight | null = null
  /** When a row got worse, by its id. */
  const worsened = new Map<PreflightRow['id'], number>()
  let timer: ReturnType<Clock['setTimeout']> | null = null

  const lookNow = shareRead({ clock, policy: deps.policy.sharedReads }, async (): Promise<Preflight> => {
    const rows = (await deps.look()).map(toRow)
    const before = last
    const now = clock.elapsed()
    for (const { id, state } of rows) {
      const old = before?.rows.find((row) => row.id === id)
      if (old && ranks[state] > ranks[old.state]) worsened.set(id, now)
      if (old && ranks[state] < ranks[old.state]) worsened.delete(id)
    }
    const isLately = ({ id }: PreflightRow) => now - (worsened.get(id) ?? -Infinity) < deps.policy.preflight.everyMs
    last = { rows, at: iso(clock.now()), worse: rows.filter(isLately).map(({ id }) => id) }
    // Whoever hears of a change looks again, so a value that changes all the time, such as free space, must not count.
    if (before && meaningOf(before.rows) !== meaningOf(rows)) deps.onChange()
    return last
  })
  const lookAgain = () => {
    timer = clock.setTimeout(() => {
      lookAgain()
      runSafely(log, 'The board before the show could not be looked at.', lookNow)
    }, deps.policy.preflight.everyMs)
  }

  return {
    async read() {
      if (timer === null) lookAgain()
      return lookNow()
    },
    close() {
      if (timer !== null) clock.clearTimeout(timer)
    },
  }
}

const meaningOf = (rows: readonly PreflightRow[]) => rows.map(({ state, reason }) => `${state} ${reason}`).join()

function toRow({ id, state, reason, values = {} }: Finding): PreflightRow {
  const { message, advice } = preflightText(preflightEnglish, { reason, values })!
  return { id, state, reason, values, message, ...(advice !== '' && { advice }) }
}
