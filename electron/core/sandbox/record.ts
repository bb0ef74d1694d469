import { performance } from 'node:perf_hooks'
import type { LaneRecord, Recording } from './recording.ts'

/** Most entries of one kind. The sandbox may run for a whole broadcast, so its memory must be bounded. */
const most = 200_000

type Entries = Omit<Recording, 'calls' | 'lanes' | 'forgotten'>
interface Lane {
  recording: LaneRecord
  arrivals: SlidingSecond
  accepted: SlidingSecond
}

export interface Recorder {
  entries: Entries
  note<T>(list: T[], entry: T): void
  called(call: string): void
  /** Counts a call and returns whether the lane's limit permits it. A refused call does not count against the limit. */
  enter(lane: string, limit: number): boolean
  malformed(call: string, reason: string, body: string): void
  recording(): Recording
}

export function createRecorder(now: () => number): Recorder {
  const entries: Entries = {
    tencent: { gifts: [], messages: [], totals: [] },
    zego: { gifts: [], comments: [], likes: [] },
    malformed: [],
  }
  const calls: Record<string, number> = {}
  const lanes = new Map<string, Lane>()
  let forgotten = 0

  const note = <T>(list: T[], entry: T) => {
    if (list.length < most) list.push(entry)
    else forgotten += 1
  }
  const laneOf = (name: string, limit: number) => {
    const known = lanes.get(name)
    if (known !== undefined) return known
    const recording = { lane: name, limit, calls: 0, worstSecond: 0, tooMany: 0 }
    const lane = { recording, arrivals: slidingSecond(), accepted: slidingSecond() }
    lanes.set(name, lane)
    return lane
  }

  return {
    entries,
    note,
    called: (call) => (calls[call] = (calls[call] ?? 0) + 1),
    enter(name, limit) {
      const at = performance.now()
      const { recording, arrivals, accepted } = laneOf(name, limit)
      recording.calls += 1
      recording.worstSecond = Math.max(recording.worstSecond, arrivals.add(at))
      if (accepted.count(at) < limit) {
        accepted.add(at)
        return true
      }
      recording.tooMany += 1
      return false
    },
    malformed: (call, reason, body) =>
      note(entries.malformed, {
        at: now(),
        call,
        reason,
        body: body.length > 4_000 ? `${body.slice(0, 4_000)} ...` : body,
      }),
    recording: () => ({ ...entries, calls, lanes: [...lanes.values()].map((lane) => lane.recording), forgotten }),
  }
}

/** The calls of the last 1,000 ms, by monotonic time. A call exactly one second old no longer counts. */
interface SlidingSecond {
  /** Adds a call and returns the number of calls in the last second, including this one. */
  add(at: number): number
  count(at: number): number
}

export function slidingSecond(): SlidingSecond {
  let stamps: number[] = []
  let oldest = 0
  const dropOld = (at: number) => {
    while (oldest < stamps.length && (stamps[oldest] ?? 0) <= at - 1_000) oldest++
    if (oldest > 4_096) {
      stamps = stamps.slice(oldest)
      oldest = 0
    }
  }
  return {
    add(at) {
      dropOld(at)
      stamps.push(at)
      return stamps.length - oldest
    },
    count(at) {
      dropOld(at)
      return stamps.length - oldest
    },
  }
}
