import { pause } from '../../../shared/domain/pause.ts'
import { CannotRecord } from '../errors/failures.ts'
import { runSafely } from '../platform/run-safely.ts'
import type { Slices } from '../platform/slices.ts'
import type { Policy } from '../policy.ts'
import type { Clock, Log } from '../ports.ts'
import type { Ledger } from './ledger.ts'
import type { OpenSends } from './open-sends.ts'
import type { Send } from './send.ts'
import { isUnsent } from './states.ts'

export const cancelledByStop = { state: 'cancelled', reason: 'cancelled-by-stop' } as const

/** Cancels all unsent sends with one record: "every send pressed up to this number is cancelled". */
export interface Stop {
  /**
   * Commits the record; the rows are rewritten in slices afterwards. Rejects with CannotRecord if that write fails.
   * Even then nothing is sent, and the write is retried.
   */
  stop: () => Promise<{ cancelled: number }>
  /** STOP has cancelled this send, although its row may not show it yet. */
  isStopped: (send: Send) => boolean
  /** As `isStopped`, but only if the record is on the disk. */
  isCancelled: (send: Send) => boolean
}

interface StopDeps {
  ledger: Ledger
  clock: Clock
  log: Log
  slices: Slices
  policy: Policy['ledger']
  openSends: OpenSends
  /** Writes the rows of these sends as cancelled. */
  cancel: (ids: readonly string[]) => Promise<void>
}

export function createStop({ ledger, clock, log, slices, policy, openSends, cancel }: StopDeps): Stop {
  /** `stoppedUpTo` as it is on the disk. Callers see only this one, since a crash could undo a later "cancelled". */
  let durableUpTo = openSends.stoppedUpTo()

  const isStopped = (send: Send) => send.firstSeq <= openSends.stoppedUpTo() && isUnsent(send.state)
  const isCancelled = (send: Send) => send.firstSeq <= durableUpTo && isUnsent(send.state)

  /** A STOP is final, so its record is retried until the write succeeds. */
  async function untilRecorded(record: () => Promise<void>) {
    for (;;) {
      try {
        return await record()
      } catch (error) {
        if (!(error instanceof CannotRecord) || error.forGood) return
        await pause(policy.recordAgainMs, clock)
      }
    }
  }

  const rewrite = (ids: readonly string[]) =>
    untilRecorded(async () => {
      const left = ids.filter((id) => {
        const send = openSends.get(id)?.pending
        return send !== undefined && isCancelled(send)
      })
      if (left.length > 0) await cancel(left)
    })

  /** Rewrites the rows in slices, so that other work gets its turn in between. */
  async function rewriteRows() {
    let ids: string[] = []
    for (const { pending: send } of openSends.entries()) {
      if (isCancelled(send)) ids.push(send.id)
      if (ids.length < policy.largestBatchCount && !slices.isOver()) continue
      await rewrite(ids)
      ids = []
      await slices.next()
    }
    await rewrite(ids)
  }

  /** Cancellations of an earlier STOP that is not on the disk. No caller has seen them, so they count as open. */
  function unseen() {
    let count = 0
    if (durableUpTo < openSends.stoppedUpTo())
      for (const { pending } of openSends.entries()) if (isStopped(pending) && !isCancelled(pending)) count++
    return count
  }

  async function stop() {
    const record = { upTo: ledger.lastSeq(), at: clock.now() }
    const cancelled = openSends.waiting() + unseen()
    openSends.stop(record.upTo)
    const commit = async () => {
      await ledger.record({ changes: [], stop: record })
      durableUpTo = Math.max(durableUpTo, record.upTo)
      runSafely(log, 'What STOP cancelled could not be rewritten yet.', rewriteRows)
    }
    try {
      await commit()
    } catch (error) {
      // A later STOP that was recorded covers this one too.
      const again = async () => (durableUpTo < record.upTo ? commit() : undefined)
      clock.setTimeout(() => untilRecorded(again), policy.recordAgainMs)
      throw error
    }
    return { cancelled }
  }

  return { stop, isStopped, isCancelled }
}
