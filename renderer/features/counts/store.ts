import { create } from 'zustand'
import type { Reading, RoomTotals, SessionPoint } from '../../../shared/contract/counts.ts'
import { withReading } from '../../../shared/domain/rates.ts'
import { client } from '../../platform/client.ts'

interface Counts {
  /** False until the first snapshot, so that "no reading" and "not loaded yet" differ. */
  known: boolean
  /** By `readingKey`, in the order in which they are read. */
  readings: Readonly<Record<string, Reading>>
  history: Readonly<Record<string, readonly SessionPoint[]>>
  chosen: string | null
  /** The totals of the whole room; null if no vendor reports them. */
  roomTotals: RoomTotals | null
}

const nothing: Counts = { known: false, readings: {}, history: {}, chosen: null, roomTotals: null }

export const useCounts = create<Counts>()(() => nothing)

export const readingKey = (reading: Pick<Reading, 'vendor' | 'roomId' | 'receiver'>) =>
  JSON.stringify([reading.vendor, reading.roomId, reading.receiver])

/** Replaces all readings. Receivers that are not in the list are no longer read. */
export function applyReadings(list: readonly Reading[]): void {
  useCounts.setState((state) => {
    const keyed = list.map((reading) => [readingKey(reading), reading] as const)
    return {
      known: true,
      readings: Object.fromEntries(keyed),
      history: Object.fromEntries(keyed.map(([key, reading]) => [key, withReading(state.history[key] ?? [], reading)])),
    }
  })
}

export function applyReading(reading: Reading): void {
  useCounts.setState((state) => {
    const key = readingKey(reading)
    return {
      known: true,
      readings: { ...state.readings, [key]: reading },
      history: { ...state.history, [key]: withReading(state.history[key] ?? [], reading) },
    }
  })
}

export function applyRoomTotals(roomTotals: RoomTotals | null): void {
  useCounts.setState({ roomTotals })
}

export function chooseReceiver(key: string): void {
  useCounts.setState({ chosen: key })
}

export function resetCounts(): void {
  useCounts.setState(nothing, true)
}

/** Loads the chart's past points from the server, so that a page that opens late shows them too. */
export async function loadHistory(): Promise<void> {
  const { items } = await client.counts.points()
  useCounts.setState(({ history }) => {
    const whole = { ...history }
    for (const item of items) {
      const key = readingKey(item)
      whole[key] = joined(item.points, history[key] ?? [])
    }
    return { history: whole }
  })
}

/** Merges the server's points with those of readings that arrived before the server's answer. */
function joined(loaded: readonly SessionPoint[], received: readonly SessionPoint[]): readonly SessionPoint[] {
  const byTime = new Map([...loaded, ...received].map((point) => [point.at, point]))
  return [...byTime.values()].toSorted((a, b) => a.at - b.at)
}
