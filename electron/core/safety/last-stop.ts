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
/** Had left, came back unsent and went no further. */
const neverLeft = new Set<Send['state']>(['cancelled', 'expired'])

/** The last STOP, told as its sends are now: each that had left ends after it, and moves from `open` to how it ended. */
export interface StopRecord {
  /** `left`: the sends on the wire at that moment. A STOP on top of another adds to it while nothing was resumed. */
  add(met: { left: readonly string[]; cancelled: number }, isMore: boolean): void
  /** Null before the first STOP, or where what it met was erased. */
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
  let kept = lastStopSchema.safeParse(settings.get(key)).data ?? null
  /** How those that are over have ended: nothing changes about them any more. */
  const over = new Map<string, Send['state']>()

  const keep = (next: StoredStop) => {
    kept = next
    try {
      settings.set(key, next)
    } catch {
      // The log has it. The sums are then those of this run alone.
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
    if (kept?.left.includes(id)) deps.onChange()
  })

  return {
    add({ left, cancelled }, isMore) {
      const before = isMore ? kept : null
      // A second press that meets nothing says nothing new.
      if (before && left.length === 0 && cancelled === 0) return
      const all = [...new Set([...(before?.left ?? []), ...left])]
      keep({ at: clock.now(), cancelled: (before?.cancelled ?? 0) + cancelled, left: all })
    },
    async read() {
      if (!kept) return null
      const { at, cancelled, left } = kept
      const sums = { cancelled, delivered: 0, refused: 0, dropped: 0, open: 0, unknown: 0, held: 0 }
      for (const state of await Promise.all(left.map(stateOf))) {
        if (state === undefined) continue
        sums[neverLeft.has(state) ? 'cancelled' : (sumOf[state] ?? 'open')] += 1
      }
      const { delivered, refused, dropped, open, unknown } = sums
      return { at: iso(at), ...sums, left: delivered + refused + dropped + open + unknown }
    },
  }
}
