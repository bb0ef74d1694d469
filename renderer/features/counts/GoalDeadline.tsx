import { useFormat } from '../../i18n/format.ts'
import { useWords } from '../../i18n/words.ts'
import { useNow } from '../../ui/use-now.ts'

const minuteMs = 60_000
const hourMs = 60 * minuteMs

/** Time left, to the second in the last minute. */
export function GoalDeadline({ deadline }: { deadline: string }) {
  const words = useWords('goals')
  const format = useFormat()
  const end = Date.parse(deadline)
  const left = end - useNow(1_000)
  if (left <= 0) return <span>{words('over', { time: format.dateTime(deadline) })}</span>
  if (left > 24 * hourMs) return <span>{words('until', { time: format.dateTime(deadline) })}</span>
  const hours = Math.floor(left / hourMs)
  const minutes = Math.floor((left % hourMs) / minuteMs)
  const seconds = Math.floor((left % minuteMs) / 1_000)
  const two = (value: number) => String(value).padStart(2, '0')
  return <span>{words('left', { time: `${hours}:${two(minutes)}:${two(seconds)}` })}</span>
}
