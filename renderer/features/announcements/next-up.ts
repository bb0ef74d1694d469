import { useSchedules } from './schedules-store.ts'
import { useUpNext } from './up-next-store.ts'

/** What a glance at the strip should tell about what comes next; the most pressing thing first. */
export type NextUp =
  | { kind: 'halted' }
  | { kind: 'both' }
  | { kind: 'at'; at: string }
  | { kind: 'off' }
  | { kind: 'lined-up'; count: number }
  | { kind: 'nothing' }

export function useNextUp(): NextUp {
  const scheduled = useSchedules(({ items }) => items.find(({ nextAt }) => nextAt !== null)?.nextAt ?? null)
  const isOff = useSchedules(({ items }) => items.some(({ offBecause }) => offBecause !== null))
  const runs = useUpNext(({ run }) => run?.nextAt ?? null)
  const isHalted = useUpNext(({ halted }) => halted !== null)
  const count = useUpNext(({ items }) => items.length)
  if (isHalted) return { kind: isOff ? 'both' : 'halted' }
  const [first] = [scheduled, runs].filter((at) => at !== null).toSorted()
  if (first !== undefined) return { kind: 'at', at: first }
  if (isOff) return { kind: 'off' }
  return count > 0 ? { kind: 'lined-up', count } : { kind: 'nothing' }
}
