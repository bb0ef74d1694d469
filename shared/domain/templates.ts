/**
 * Variables are filled in this file only, so that the preview, the scheduler and the control API give the same text.
 */

export const builtInVariables = ['room', 'time', 'count', 'goalLeft'] as const

/** Values by name; null = not known now. */
type TemplateValues = ReadonlyMap<string, string | null>

/** A part of the text. `at` is its offset in the template. */
export type Piece =
  | { kind: 'plain'; at: number; text: string }
  | { kind: 'value'; at: number; text: string; name: string }
  /** A variable without a value now; a dash replaces it. */
  | { kind: 'missing'; at: number; text: string; name: string }
  /** An unknown name; the text is posted as it was typed. */
  | { kind: 'unknown'; at: number; text: string; name: string }

const dash = '–'
const marks = /\{\{|\}\}|\{([\p{L}\p{N}_]+)\}/gu

/**
 * Splits a template into pieces; their joined texts are what is posted. Values are inserted as they are: variables
 * inside a value are not filled.
 */
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

/** Escapes a posted text, so that filling it as a template gives the same text again. */
export const asTemplate = (posted: string): string =>
  posted.search(marks) < 0 ? posted : posted.replace(/[{}]/g, (brace) => brace + brace)

/**
 * Numbers and times have a fixed format, independent of the language of the host, because viewers may read any
 * language.
 */
const number = new Intl.NumberFormat('en-US')
const time = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' })

const asNumber = (value: number | null) => (value === null ? null : number.format(value))

/** The host's own variables come first, so that a built-in name cannot be overridden. */
export const templateValues = (of: {
  room: string
  now: number
  /** The receiver's total gifts. */
  count: number | null
  /** The rest of the first goal. */
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
