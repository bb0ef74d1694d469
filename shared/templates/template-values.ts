import type { TemplateValues } from './fill-template.ts'

/** Viewers may read any language, so numbers and times look the same whatever language the host has chosen. */
const number = new Intl.NumberFormat('en-US')
const time = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' })

const asNumber = (value: number | null) => (value === null ? null : number.format(value))

/** Own variables first: a built-in name always means the built-in thing. */
export const templateValues = (of: {
  room: string
  now: number
  /** The receiver's total gifts. */
  count: number | null
  /** What the first goal lacks. */
  goalLeft: number | null
  own: readonly { name: string; value: string }[]
}): TemplateValues =>
  new Map([
    ...of.own.map(({ name, value }) => [name, value] as const),
    ['room', of.room],
    ['time', time.format(of.now)],
    ['count', asNumber(of.count)],
    ['goalLeft', asNumber(of.goalLeft)],
  ])
