import { type Goal, goalSchema } from '../../../shared/contract/goals.ts'
import { problemsOf } from '../../platform/field-issues.ts'
import { hasBaseline } from '../../../shared/domain/goals.ts'
import { fromLocalTime, toLocalTime } from '../../i18n/relative-time.ts'

/** One milestone in the form. The id only distinguishes the rows while the form is open. */
interface MarkDraft {
  id: string
  at: string
  label: string
}

export const newKeyStatus = (): MarkDraft => ({ id: crypto.randomUUID(), at: '', label: '' })

/** A goal in the form: numbers and times are texts as typed. */
export interface GoalDraft {
  id: string
  title: string
  target: string
  measure: Goal['measure']
  from: Goal['from']
  count: NonNullable<Goal['count']>
  /** Empty = the room's own receiver. */
  receiver: string
  segments: readonly MarkDraft[]
  /** In the format of `datetime-local`, in the host's time zone; empty = none. */
  deadline: string
}

export const newDraft = (): GoalDraft => ({
  id: crypto.randomUUID(),
  title: '',
  target: '',
  measure: 'gifts',
  from: 'session',
  count: 'everyone',
  receiver: '',
  segments: [],
  deadline: '',
})

export const draftOf = (goal: Goal): GoalDraft => ({
  ...goal,
  target: String(goal.target),
  receiver: goal.receiver ?? '',
  count: goal.count ?? 'everyone',
  segments: goal.segments.map(({ at, label }) => ({ ...newKeyStatus(), at: String(at), label })),
  deadline: goal.deadline === undefined ? '' : toLocalTime(new Date(goal.deadline)),
})

/** Converts the form to a goal, or returns the errors by field path, such as `segments.0.at`. */
export function goalOf(draft: GoalDraft): { goal: Goal } | { problems: Record<string, string> } {
  const { receiver, deadline, segments, target, title, count, ...rest } = draft
  const filled = segments.filter(({ at, label }) => at.trim() !== '' || label.trim() !== '')
  const read = goalSchema.safeParse({
    ...rest,
    title: title.trim(),
    target: numberOf(target),
    segments: filled.map(({ at, label }) => ({ at: numberOf(at), label: label.trim() })),
    ...(receiver !== '' && { receiver }),
    ...(count === 'viewers' && hasBaseline(rest) && { count }),
    ...(deadline !== '' && { deadline: fromLocalTime(deadline) }),
  })
  if (read.success) return { goal: read.data }
  // Empty rows are left out of the goal, so an error's milestone number must be converted to the form's row number.
  const rowOf = (mark: PropertyKey | undefined) => segments.indexOf(filled[Number(mark)]!)
  const inForm = (path: PropertyKey[]) =>
    path[0] === 'segments' && path.length > 1 ? ['segments', rowOf(path[1]), ...path.slice(2)] : path
  return { problems: problemsOf(read.error, inForm) }
}

/** Reads a typed number; `2,000` and `2 000` are accepted. */
const numberOf = (text: string) => (text.trim() === '' ? Number.NaN : Number(text.replaceAll(/[\s,]/g, '')))
