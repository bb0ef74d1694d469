/** The one place where variables are filled: the preview, the scheduler and the control API all show the same. */

export const builtInVariables = ['room', 'time', 'count', 'goalLeft'] as const

/** By name; null = not known right now. */
type TemplateValues = ReadonlyMap<string, string | null>

/** `at`: where it begins in the template. */
export type Piece =
  | { kind: 'plain'; at: number; text: string }
  | { kind: 'value'; at: number; text: string; name: string }
  /** A variable without a value now; a dash stands for it. */
  | { kind: 'missing'; at: number; text: string; name: string }
  /** Nobody knows this name; it is posted as it was typed. */
  | { kind: 'unknown'; at: number; text: string; name: string }

const dash = '–'
const marks = /\{\{|\}\}|\{([\p{L}\p{N}_]+)\}/gu

/** What is posted is the texts of the pieces, one after another. A value is never read for variables again. */
export function templatePieces(text: string, values: TemplateValues): Piece[] {
  const pieces: Piece[] = []
  const plain = (at: number, piece: string) => {
    const last = pieces.at(-1)
    if (last?.kind === 'plain') last.text += piece
    else if (piece !== '') pieces.push({ kind: 'plain', at, text: piece })
  }
  let read = 0
  for (const { index: at, 0: mark, 1: name } of text.matchAll(marks)) {
    plain(read, text.slice(read, at))
    read = at + mark.length
    if (name === undefined) plain(at, mark.slice(1))
    else if (!values.has(name)) pieces.push({ kind: 'unknown', at, text: mark, name })
    else {
      const value = values.get(name) ?? null
      pieces.push(value === null ? { kind: 'missing', at, text: dash, name } : { kind: 'value', at, text: value, name })
    }
  }
  plain(read, text.slice(read))
  return pieces
}

export const fillTemplate = (text: string, values: TemplateValues): string =>
  templatePieces(text, values)
    .map((piece) => piece.text)
    .join('')

/** A text as it was posted, written so that filling gives exactly that text again. */
export const asTemplate = (posted: string): string =>
  posted.search(marks) < 0 ? posted : posted.replace(/[{}]/g, (brace) => brace + brace)

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
