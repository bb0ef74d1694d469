import type { Book, Patch } from '../ledger/book.ts'
import type { Send } from '../ledger/send.ts'
import type { Clock, Timer } from '../ports.ts'
import type { Answer, Judgement } from '../vendors/vendor.ts'
import { judged } from './judged.ts'

/** Asks ZEGO about gifts whose answer was lost or not final, until each is known. Design: "ZEGO settling". */
export interface Settling {
  /** The send is unknown or processing from now on. */
  watch(send: Send): void
  /** Asks about this one now; resolves after the answer. */
  check(send: Send): Promise<void>
  close(): void
}

export interface SettlingLoan {
  book: Book
  clock: Clock
  /** One query for up to `batch` sends. */
  query(sends: readonly Send[]): Promise<Answer<ReadonlyMap<string, Judgement>>>
  batch: number
  boot: string
  /** The same MsgId goes out again. */
  resend(send: Send): void
}

const secondMs = 1_000
const dayMs = 24 * 60 * 60 * secondMs
const resendWithinMs = 60 * secondMs
const steps = [500, 1_000, 2_000, 4_000, 8_000, 16_000, 32_000, 60_000]

interface Watched {
  step: number
  dueAt: number
  /** Queries in a row that did not know the MsgId. */
  missing: number
}

export function createSettling(lent: SettlingLoan): Settling {
  const { book, clock } = lent
  const watched = new Map<string, Watched>()
  let timer: Timer | null = null
  let asking = false
  let closed = false

  const plan = () => {
    if (timer !== null) clock.clearTimeout(timer)
    timer = null
    const next = Math.min(...[...watched.values()].map((each) => each.dueAt))
    if (next < Infinity && !asking) timer = clock.setTimeout(() => void tick(), Math.max(0, next - clock.monotonic()))
  }

  async function tick() {
    asking = true
    const now = clock.monotonic()
    const due = [...watched].filter(([, each]) => each.dueAt <= now).map(([id]) => id)
    for (let at = 0; at < due.length; at += lent.batch) await ask(due.slice(at, at + lent.batch))
    asking = false
    plan()
  }

  async function ask(ids: readonly string[]) {
    const sends = ids.map((id) => book.pending(id)).filter((send) => send !== undefined && isOpen(send)) as Send[]
    for (const id of ids) if (!sends.some((send) => send.id === id)) watched.delete(id)
    if (sends.length === 0) return
    const answer = await lent.query(sends)
    for (const send of sends) {
      const judgement = answer.ok ? answer.value.get(send.msgId!) : undefined
      if (judgement && judgement.state !== 'unknown') await found(send, judgement)
      else notYet(send, answer.ok && !judgement)
    }
  }

  async function found(send: Send, judgement: Judgement) {
    if (judgement.state === 'delivered' || judgement.state === 'refused') watched.delete(send.id)
    else notYet(send, false)
    await record(send, judged(judgement))
  }

  /** Once the MsgId was unknown in two queries running, the same gift may go out again, or the host decides. */
  function notYet(send: Send, missing: boolean) {
    const each = watched.get(send.id)
    if (!each) return
    each.missing = missing ? each.missing + 1 : 0
    each.step++
    each.dueAt = clock.monotonic() + (steps[each.step] ?? 60_000)
    const age = clock.now() - send.createdAt
    if (age > dayMs) watched.delete(send.id)
    if (each.missing < 2 || send.state !== 'unknown') return
    if (mayResend(send, age)) {
      each.missing = 0
      lent.resend(send)
    } else if (send.reason !== 'msgid-not-consumed')
      void record(send, { state: 'unknown', reason: 'msgid-not-consumed' })
  }

  const mayResend = (send: Send, age: number) =>
    send.boot === lent.boot && age >= 0 && age < resendWithinMs && !book.isStopped({ ...send, state: 'queued' })

  /** A query that overlapped another change loses: the newer word stands. */
  async function record(send: Send, patch: Patch) {
    if (book.pending(send.id)?.seq !== send.seq) return
    await book.change(send.id, patch).catch(() => watched.set(send.id, later()))
  }

  const later = (): Watched => ({ step: 0, dueAt: clock.monotonic() + steps[0]!, missing: 0 })
  const isOpen = (send: Send) => send.state === 'unknown' || send.state === 'processing'

  return {
    watch(send) {
      if (closed || watched.has(send.id)) return
      watched.set(send.id, later())
      plan()
    },
    async check(send) {
      await ask([send.id])
      plan()
    },
    close() {
      closed = true
      watched.clear()
      plan()
    },
  }
}
