import { type Goal, goalSchema } from '../../../shared/contract/goals.ts'

/** A goal as it stands in the form: numbers and times as typed. */
export interface GoalDraft {
  id: string
  title: string
  target: string
  measure: Goal['measure']
  from: Goal['from']
  /** Empty = the room's own. */
  receiver: string
  segments: readonly { at: string; label: string }[]
  /** As `datetime-local` has it, in the host's own time zone; empty = none. */
  deadline: string
}

export const newDraft = (): GoalDraft => ({
  id: crypto.randomUUID(),
  title: '',
  target: '',
  measure: 'gifts',
  from: 'session',
  receiver: '',
  segments: [],
  deadline: '',
})

export const draftOf = (goal: Goal): GoalDraft => ({
  ...goal,
  target: String(goal.target),
  receiver: goal.receiver ?? '',
  segments: goal.segments.map(({ at, label }) => ({ at: String(at), label })),
  deadline: goal.deadline === undefined ? '' : localTime(goal.deadline),
})

/** The goal, or what is wrong with each field, by its path such as `segments.0.at`. */
export function goalOf(draft: GoalDraft): { goal: Goal } | { problems: Record<string, string> } {
  const { receiver, deadline, segments, target, title, ...rest } = draft
  const marks = segments
    .filter(({ at, label }) => at.trim() !== '' || label.trim() !== '')
    .map(({ at, label }) => ({ at: numberOf(at), label: label.trim() }))
  const read = goalSchema.safeParse({
    ...rest,
    title: title.trim(),
    target: numberOf(target),
    segments: marks,
    ...(receiver !== '' && { receiver }),
    ...(deadline !== '' && { deadline: isoTime(deadline) }),
  })
  if (read.success) return { goal: read.data }
  return { problems: Object.fromEntries(read.error.issues.map(({ path, message }) => [path.join('.'), message])) }
}

/** Hosts write 2,000 and 2 000. */
const numberOf = (text: string) => (text.trim() === '' ? Number.NaN : Number(text.replaceAll(/[\s,]/g, '')))

function localTime(iso: string) {
  const at = new Date(iso)
  const two = (value: number) => String(value).padStart(2, '0')
  const day = `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}`
  return `${day}T${two(at.getHours())}:${two(at.getMinutes())}`
}

const isoTime = (local: string) => {
  const at = new Date(local)
  return Number.isNaN(at.getTime()) ? local : at.toISOString()
}
