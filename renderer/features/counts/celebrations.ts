import { create } from 'zustand'
import type { Reading } from '../../../shared/contract/counts.ts'
import type { Goal } from '../../../shared/contract/goals.ts'
import { goalNow, readingOf } from '../../../shared/domain/goals.ts'

/** A milestone that was passed just now. */
interface Celebration {
  goalId: string
  at: number
  /** The title of the milestone; empty for the target. */
  label: string
  isTarget: boolean
}

/** By goal: the highest milestone that was reached. `of` identifies session, receiver and milestones of that state. */
type Seen = Readonly<Record<string, { of: string; upTo: number }>>

const shownForMs = 6_000

export const useCelebration = create<{ current: Celebration | null; seen: Seen }>()(() => ({ current: null, seen: {} }))
let over: ReturnType<typeof setTimeout> | undefined

/**
 * Returns the milestones passed by the newest readings. A goal that is seen for the first time passes none, so that
 * neither a reload nor a new session celebrates. A total that falls and rises again passes no milestone twice.
 */
export function passed(seen: Seen, goals: readonly Goal[], readings: readonly Reading[], now: number) {
  const next: Record<string, { of: string; upTo: number }> = {}
  const celebrations: Celebration[] = []
  for (const goal of goals) {
    const before = seen[goal.id]
    const reading = readingOf(goal, readings)
    const count = goalNow(goal, reading)
    if (count === null) {
      if (before) next[goal.id] = before
      continue
    }
    const { measure, from, target, segments, count: whose = 'everyone' } = goal
    const marks = [...segments, { at: target, label: '' }]
    const of = JSON.stringify([
      measure,
      from,
      whose,
      marks,
      reading?.receiver,
      from === 'session' && reading?.baseline?.at,
    ])
    const isKnown = before?.of === of
    const reached = marks.findLast(({ at }) => at <= count)
    const upTo = Math.max(isKnown ? before.upTo : 0, reached?.at ?? 0)
    next[goal.id] = { of, upTo }
    if (isKnown && reached !== undefined && upTo > before.upTo && !isOver(goal, now))
      celebrations.push({ goalId: goal.id, at: reached.at, label: reached.label, isTarget: reached.at === target })
  }
  return { seen: next, news: celebrations }
}

/** Celebrates a milestone that the newest readings have passed. If several were passed, it celebrates the last one. */
export function followGoals(goals: readonly Goal[], readings: readonly Reading[]) {
  const { seen, news: celebrations } = passed(useCelebration.getState().seen, goals, readings, Date.now())
  const newest = celebrations.at(-1)
  useCelebration.setState({ seen, ...(newest && { current: newest }) })
  if (newest === undefined) return
  clearTimeout(over)
  over = setTimeout(() => useCelebration.setState({ current: null }), shownForMs)
}

export function resetCelebrations() {
  clearTimeout(over)
  useCelebration.setState(useCelebration.getInitialState(), true)
}

interface GoalProgress {
  /** Null while the count is unknown. */
  now: number | null
  /** 0..100, for the bar. */
  fill: number
  /** The true percentage, also above 100; null while the count is unknown. */
  percent: number | null
}

export function goalProgress(goal: Goal, reading: Reading | undefined): GoalProgress {
  const now = goalNow(goal, reading)
  if (now === null) return { now, fill: 0, percent: null }
  const percent = Math.floor((now / goal.target) * 100)
  return { now, fill: Math.min(100, Math.max(0, percent)), percent }
}

const isOver = ({ deadline }: Goal, now: number) => deadline !== undefined && Date.parse(deadline) <= now
