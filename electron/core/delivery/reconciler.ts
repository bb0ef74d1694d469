import type { ActiveSends, Patch } from '../ledger/active-sends.ts'
import type { Send } from '../ledger/send.ts'
import type { Policy } from '../policy.ts'
import type { Clock, Log, Timer } from '../ports.ts'
import type { Answer, Outcome } from '../vendors/vendor.ts'
import { runSafely } from '../platform/run-safely.ts'

/** Asks ZEGO about gifts whose answer was lost or not final, until each is known. Design: "ZEGO settling". */
export interface Reconciler {
  /** The send is unknown or processing from now on. */
  watch(send: Send): void
  /** Asks about these now; resolves after the answer. */
  check(...sends: Send[]): Promise<void>
  close(): void
}

export interface ReconcilerDeps {
  activeSends: ActiveSends
  clock: Clock
  log: Log
  policy: Policy['reconciling']
  /** One query for up to `batch` sends. */
  query(sends: readonly Send[]): Promise<Answer<ReadonlyMap<string, Outcome>>>
  batch: number
  runId: string
  /** The same MsgId goes out again. */
  resend(send: Send): void
}

interface Watched {
  step: number
  dueAt: number
  /** Queries in a row that did not know the MsgId. */
  missing: number
}

export function createReconciler(deps: ReconcilerDeps): Reconciler {
  const { activeSends, clock, log, policy } = deps
  const waitMs = (step: number) => (policy.queryAfterMs[step] ?? policy.queryAfterMs.at(-1))!
  const watched = new Map<string, Watched>()
  let timer: Timer | null = null
  let wakesAt = Infinity
  let asking = false
  let closed = false

  /** Wakes then at the latest; while it asks, the end of that sees to it. */
  const wakeAt = (at: number) => {
    if (closed || asking || at >= wakesAt) return
    if (timer !== null) clock.clearTimeout(timer)
    wakesAt = at
    timer = clock.setTimeout(tick, Math.max(0, at - clock.monotonic()))
  }

  async function tick() {
    timer = null
    wakesAt = Infinity
    asking = true
    try {
      const now = clock.monotonic()
      const due: string[] = []
      for (const [id, { dueAt }] of watched) if (dueAt <= now) due.push(id)
      for (let at = 0; at < due.length && !closed; at += deps.batch) await askSafely(due.slice(at, at + deps.batch))
    } finally {
      asking = false
    }
    let next = Infinity
    for (const { dueAt } of watched.values()) next = Math.min(next, dueAt)
    wakeAt(next)
  }

  /** A fault of ours with some gifts must not leave all others unknown for good. */
  async function askSafely(ids: readonly string[]) {
    try {
      await ask(ids)
    } catch (error) {
      log.error('The results of some gifts could not be asked for.', { gifts: ids.length, detail: String(error) })
      for (const id of ids) putOff(watched.get(id))
    }
  }

  async function ask(ids: readonly string[]) {
    const sends: Send[] = []
    for (const id of ids) {
      const send = activeSends.pending(id)
      if (send && isOpen(send)) sends.push(send)
      else watched.delete(id)
    }
    if (sends.length === 0) return
    const answer = await deps.query(sends)
    for (const send of sends) {
      const outcome = answer.ok ? answer.value.get(send.msgId!) : undefined
      if (outcome && outcome.state !== 'unknown') await found(send, outcome)
      else notYet(send, answer.ok && !outcome)
    }
  }

  const putOff = (each: Watched | undefined) => {
    if (!each) return
    each.step++
    each.dueAt = clock.monotonic() + waitMs(each.step)
  }

  async function found(send: Send, outcome: Outcome) {
    if (outcome.state === 'delivered' || outcome.state === 'refused') watched.delete(send.id)
    else notYet(send, false)
    await record(send, toPatch(outcome))
  }

  /** Once enough queries in a row did not know the MsgId, the same gift may go out again, or the host decides. */
  function notYet(send: Send, missing: boolean) {
    const each = watched.get(send.id)
    if (!each) return
    each.missing = missing ? each.missing + 1 : 0
    putOff(each)
    const age = activeSends.sincePress(send)
    if (age > policy.giveUpAfterMs) watched.delete(send.id)
    if (each.missing < policy.missingQueriesCount || send.state !== 'unknown') return
    if (mayResend(send, age)) {
      each.missing = 0
      deps.resend(send)
    } else if (send.reason !== 'msgid-not-consumed')
      runSafely(log, 'That a gift was not consumed could not be settled.', () =>
        record(send, { state: 'unknown', reason: 'msgid-not-consumed' }),
      )
  }

  const mayResend = (send: Send, age: number) =>
    send.boot === deps.runId && age < policy.resendWithinMs && !activeSends.isStopped({ ...send, state: 'queued' })

  /** A query that overlapped another change loses: the newer word stands. */
  async function record(send: Send, patch: Patch) {
    if (activeSends.pending(send.id)?.seq !== send.seq) return
    await activeSends.change(send.id, patch).catch(() => watchFromNow(send))
  }

  const watchFromNow = (send: Send) => {
    if (closed) return
    const dueAt = clock.monotonic() + waitMs(0)
    watched.set(send.id, { step: 0, dueAt, missing: 0 })
    wakeAt(dueAt)
  }
  const isOpen = (send: Send) => send.state === 'unknown' || send.state === 'processing'

  return {
    watch(send) {
      if (!watched.has(send.id)) watchFromNow(send)
    },
    async check(...sends) {
      const ids = [...new Set(sends.map(({ id }) => id))]
      for (let at = 0; at < ids.length; at += deps.batch) await ask(ids.slice(at, at + deps.batch))
    },
    close() {
      closed = true
      watched.clear()
      if (timer !== null) clock.clearTimeout(timer)
    },
  }
}

/** The change that an outcome makes to its send. */
export function toPatch(outcome: Outcome, latencyMs?: number): Patch {
  const { code, vendorText, requestId, msgSeq } = outcome
  const reason = outcome.state === 'delivered' ? 'delivered-ok' : outcome.reason
  return {
    state: outcome.state,
    reason,
    code,
    vendorText,
    requestId,
    msgSeq,
    ...(latencyMs !== undefined && { latencyMs }),
  }
}
