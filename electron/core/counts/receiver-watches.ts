import type { Reading } from '../../../shared/contract/counts.ts'
import type { Send } from '../ledger/send.ts'
import type { Policy } from '../policy.ts'
import type { Clock, Log } from '../ports.ts'
import type { Reads } from '../rate-limit/reads.ts'
import type { Answer, Outcome, Totals, Trouble } from '../vendors/vendor.ts'
import type { ConnectionCounts } from './connection-counts.ts'
import { createHints, type Hint, type Hints } from './hints.ts'
import type { Session } from './session.ts'
import { createWatch, type Watch } from './watch.ts'
import { mostWatched } from '../../../shared/domain/limits.ts'

/** The receivers to watch: the room's present own receiver, then the chosen ones. */
export const receiversOf = (own: string, others: readonly string[]): string[] =>
  [...new Set([own, ...others])].slice(0, mostWatched)

/** Watches the receivers of a room, each with its own readings and hints. All readings share the lane of one limit. */
export interface ReceiverWatches extends ConnectionCounts {
  watch(receivers: readonly string[]): void
  leaving(sends: readonly Send[]): void
  /** A gift has its outcome. Its receiver is read again soon. */
  ended(send: Send, outcome: Outcome['state']): void
  /**
   * A gift that was sent before this connection was opened has been unknown for so many ms. It may still be applied.
   */
  earlier(send: Send, sinceMs: number): void
  close(): void
}

interface ReceiverWatchesDeps {
  clock: Clock
  log: Pick<Log, 'error'>
  policy: Pick<Policy, 'counts' | 'reconciling' | 'sharedReads'>
  roomId: string
  receivers: readonly string[]
  reads: Reads
  read(receiver: string): Promise<Answer<Totals>>
  /** The number of calls that the vendor's limit allows now. */
  perSecond(): number
  session(receiver: string): Session
  onReading(reading: Reading): void
  /** Called after every attempt to read the room's own receiver. */
  onAnswer(trouble: Trouble | null): void
  onHint(id: string, hint: Hint | undefined): void
}

export function createReceiverWatches(deps: ReceiverWatchesDeps): ReceiverWatches {
  const { clock, policy } = deps
  let watched = new Map<string, { watch: Watch; hints: Hints }>()
  let order: readonly string[] = deps.receivers

  const open = (receiver: string) => {
    const hints = createHints({ clock, policy: policy.reconciling, onHint: (id, hint) => deps.onHint(id, hint) })
    return { hints, watch: openWatch(receiver, hints) }
  }
  const openWatch = (receiver: string, hints: Hints) =>
    createWatch({
      clock,
      log: deps.log,
      policy,
      roomId: deps.roomId,
      receiver,
      session: deps.session(receiver),
      intervalMs: () =>
        pace({ place: order.indexOf(receiver), count: order.length, perSecond: deps.perSecond() }, policy.counts),
      read: (priority, onSent) =>
        deps.reads(
          () => {
            onSent()
            return deps.read(receiver)
          },
          priority,
          receiver,
        ),
      onReading(reading) {
        deps.onReading(reading)
        if (receiver === order[0]) deps.onAnswer(watched.get(receiver)?.watch.trouble() ?? null)
      },
      onTotals: (totals, times) => hints.read(totals, times),
    })
  const all = () => [...watched.values()].map(({ watch }) => watch)
  const of = (send: Send) =>
    send.kind === 'gift' && send.gift?.to !== undefined ? watched.get(send.gift.to) : undefined

  for (const receiver of order) watched.set(receiver, open(receiver))

  return {
    readings: () => all().map((watch) => watch.reading()),
    refresh: () => Promise.all(all().map((watch) => watch.refresh())),
    resetBaseline: () => all().forEach((watch) => watch.resetBaseline()),
    undoBaseline: () => all().filter((watch) => watch.undoBaseline()).length > 0,
    trouble: () => watched.get(order[0] ?? '')?.watch.trouble() ?? null,
    watch(receivers) {
      const next = new Map<string, { watch: Watch; hints: Hints }>()
      const before = watched
      order = receivers
      for (const receiver of receivers) {
        const known = before.get(receiver) ?? open(receiver)
        // A new receiver was not watched before. A gift to it may be on the wire, or unknown and not applied yet.
        if (!before.has(receiver)) known.hints.earlier(0)
        next.set(receiver, known)
      }
      watched = next
      for (const [receiver, { watch }] of before) if (!next.has(receiver)) watch.close()
    },
    leaving: (sends) => sends.forEach((send) => of(send)?.hints.leaving(send)),
    ended(send, outcome) {
      const known = of(send)
      if (!known) return
      known.hints.ended(send, outcome === 'unknown')
      if (outcome === 'delivered') known.watch.delivered(send.gift!.count)
      known.watch.readSoon()
    },
    earlier: (send, sinceMs) => of(send)?.hints.earlier(sinceMs),
    close: () => all().forEach((watch) => watch.close()),
  }
}

/** The interval in ms of the receiver at `place`; 0 is the room's own receiver. The lane allows `perSecond` calls. */
export function pace(
  { place, count, perSecond }: { place: number; count: number; perSecond: number },
  { intervalMs, othersEveryMs, shareOfLane }: Policy['counts'],
): number {
  const others = Math.max(intervalMs, (count - 1) * othersEveryMs)
  const callsPerSecond = 1_000 / intervalMs + ((count - 1) * 1_000) / others
  const stretch = Math.max(1, callsPerSecond / (perSecond * shareOfLane))
  return Math.round((place === 0 ? intervalMs : others) * stretch)
}
