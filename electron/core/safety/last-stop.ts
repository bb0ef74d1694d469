import { lastStopSchema, type StoredStop } from '../settings/known-settings.ts'
import type { LastStop } from '../../../shared/contract/safety.ts'
import { iso } from '../../../shared/domain/time.ts'
import type { ActiveSends } from '../ledger/active-sends.ts'
import type { Ledger } from '../ledger/ledger.ts'
import type { Send } from '../ledger/send.ts'
import type { Clock, SettingsStore } from '../ports.ts'

const key = 'lastStop'
type Sum = Exclude<keyof LastStop, 'at' | 'left'>
const sumOf: Partial<Record<Send['state'], Sum>> = {
  delivered: 'delivered',
  refused: 'refused',
  dropped: 'dropped',
  unknown: 'unknown',
  held: 'held',
}
/** A send in one of these states was on the wire, was then found not to be applied, and was not sent again. */
const notSent = new Set<Send['state']>(['cancelled', 'expired'])

/**
 * The last STOP with the present states of its sends. A send that was on the wire counts as `open` until it has ended.
 */
export interface StopRecord {
  /** `left`: ids of the sends on the wire at that moment. A repeated STOP adds to the one before. */
  add(stop: { left: readonly string[]; cancelled: number }, isRepeated: boolean): void
  /** Null before the first STOP. */
  read(): Promise<LastStop | null>
}

export function createStopRecord(deps: {
  settings: SettingsStore
  activeSends: ActiveSends
  ledger: Ledger
  clock: Clock
  onChange: () => void
}): StopRecord {
  const { settings, activeSends, ledger, clock } = deps
  let stored = lastStopSchema.safeParse(settings.get(key)).data ?? null
  /** The final states of ended sends by id. They cannot change any more, so they need not be read again. */
  const over = new Map<string, Send['state']>()

  const save = (next: StoredStop) => {
    stored = next
    try {
      settings.set(key, next)
    } catch {
      // The failed write is in the log. After a restart this STOP is then missing.
    }
    deps.onChange()
  }
  const stateOf = async (id: string): Promise<Send['state'] | undefined> => {
    const open = activeSends.seen(id)
    if (open) return activeSends.view(open).state
    const known = over.get(id) ?? (await ledger.get(id))?.state
    if (known) over.set(id, known)
    return known
  }
  activeSends.onChange(({ id }) => {
    if (stored?.left.includes(id)) deps.onChange()
  })

  return {
    add({ left, cancelled }, isRepeated) {
      const before = isRepeated ? stored : null
      // A repeated STOP that affects no send changes nothing.
      if (before && left.length === 0 && cancelled === 0) return
      const all = [...new Set([...(before?.left ?? []), ...left])]
      save({ at: clock.now(), cancelled: (before?.cancelled ?? 0) + cancelled, left: all })
    },
    async read() {
      if (!stored) return null
      const { at, cancelled, left } = stored
      const sums = { cancelled, delivered: 0, refused: 0, dropped: 0, open: 0, unknown: 0, held: 0 }
      for (const state of await Promise.all(left.map(stateOf))) {
        if (state === undefined) continue
        sums[notSent.has(state) ? 'cancelled' : (sumOf[state] ?? 'open')] += 1
      }
      const { delivered, refused, dropped, open, unknown } = sums
      return { at: iso(at), ...sums, left: delivered + refused + dropped + open + unknown }
    },
  }
}
