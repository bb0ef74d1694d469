/** The result of checking the text in the ExtensionInfo field. */
export type ExtensionCheck =
  | { state: 'empty' }
  | { state: 'valid'; value: string }
  | { state: 'invalid'; fault: JsonFault }

/** What the JavaScript engine reports: a position, the unexpected character, or an early end of the text. */
type JsonFault =
  | { kind: 'place'; line: number; column: number }
  | { kind: 'letter'; letter: string }
  | { kind: 'unfinished' }

/** Checks that the text is JSON. The value is the typed text itself, because the vendor gets exactly what was typed. */
export function checkExtensionInfo(text: string): ExtensionCheck {
  if (text.trim() === '') return { state: 'empty' }
  try {
    JSON.parse(text)
    return { state: 'valid', value: text.trim() }
  } catch (error) {
    return { state: 'invalid', fault: faultOf(error instanceof Error ? error.message : '', text) }
  }
}

function faultOf(message: string, text: string): JsonFault {
  const position = /position (\d+)/.exec(message)?.[1]
  if (position !== undefined) {
    const before = text.slice(0, Number(position)).split('\n')
    return { kind: 'place', line: before.length, column: (before.at(-1)?.length ?? 0) + 1 }
  }
  const letter = /^Unexpected token '(.)'/u.exec(message)?.[1]
  return letter === undefined ? { kind: 'unfinished' } : { kind: 'letter', letter }
}

/** Converts a stored ExtensionInfo to the text that the field shows. */
export const extensionText = (value: unknown): string =>
  value === undefined ? '' : typeof value === 'string' ? value : JSON.stringify(value)
