/** The one place where variables are filled: the preview, the scheduler and the control API all show the same. */

export const builtInVariables = ['room', 'time', 'count', 'goalLeft'] as const

/** By name; null = not known right now. */
export type TemplateValues = ReadonlyMap<string, string | null>

export type Piece =
  | { kind: 'plain'; text: string }
  | { kind: 'value'; text: string; name: string }
  /** A variable without a value now; a dash stands for it. */
  | { kind: 'missing'; text: string; name: string }
  /** Nobody knows this name; it is posted as it was typed. */
  | { kind: 'unknown'; text: string; name: string }

const dash = '–'
const marks = /\{\{|\}\}|\{([\p{L}\p{N}_]+)\}/gu

/** What is posted is the texts of the pieces, one after another. A value is never read for variables again. */
export function templatePieces(text: string, values: TemplateValues): Piece[] {
  const pieces: Piece[] = []
  const plain = (piece: string) => {
    const last = pieces.at(-1)
    if (last?.kind === 'plain') last.text += piece
    else if (piece !== '') pieces.push({ kind: 'plain', text: piece })
  }
  let at = 0
  for (const match of text.matchAll(marks)) {
    plain(text.slice(at, match.index))
    at = match.index + match[0].length
    const name = match[1]
    if (name === undefined) plain(match[0].slice(1))
    else if (!values.has(name)) pieces.push({ kind: 'unknown', text: match[0], name })
    else {
      const value = values.get(name) ?? null
      pieces.push(value === null ? { kind: 'missing', text: dash, name } : { kind: 'value', text: value, name })
    }
  }
  plain(text.slice(at))
  return pieces
}

export const fillTemplate = (text: string, values: TemplateValues): string =>
  templatePieces(text, values)
    .map((piece) => piece.text)
    .join('')

/** A text as it was posted, written so that filling gives exactly that text again. */
export const asTemplate = (posted: string): string =>
  posted.search(marks) < 0 ? posted : posted.replace(/[{}]/g, (brace) => brace + brace)
