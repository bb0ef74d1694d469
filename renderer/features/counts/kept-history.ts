import { useEffect } from 'react'
import * as z from 'zod'
import type { Point } from './history.ts'
import { useCounts } from './store.ts'

const storageKey = 'giftdeck.history'
const total = z.number().nullable()
const pointSchema = z.object({ at: z.number(), gifts: total, coins: total, senders: total, ours: total, since: total })
const historySchema = z.record(z.string(), z.array(pointSchema))

/** The chart outlives a reload of the page: the core keeps only the last reading of each receiver. */
export function useKeptHistory(): void {
  useEffect(() => {
    restoreHistory()
    window.addEventListener('pagehide', keepHistory)
    return () => {
      window.removeEventListener('pagehide', keepHistory)
      keepHistory()
    }
  }, [])
}

function keepHistory() {
  sessionStorage.setItem(storageKey, JSON.stringify(useCounts.getState().history))
}

function restoreHistory() {
  const kept = keptHistory()
  useCounts.setState(({ history }) => {
    const whole = { ...kept }
    for (const [key, points] of Object.entries(history)) whole[key] = [...joined(kept[key] ?? [], points)]
    return { history: whole }
  })
}

/** A reading may have arrived before the kept ones were read back. */
function joined(kept: readonly Point[], fresh: readonly Point[]): readonly Point[] {
  const byTime = new Map([...kept, ...fresh].map((point) => [point.at, point]))
  return [...byTime.values()].toSorted((a, b) => a.at - b.at)
}

function keptHistory(): Record<string, Point[]> {
  try {
    const kept = historySchema.safeParse(JSON.parse(sessionStorage.getItem(storageKey) ?? '{}'))
    return kept.success ? kept.data : {}
  } catch {
    return {}
  }
}
