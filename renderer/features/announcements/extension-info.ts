/** What the ExtensionInfo field holds right now. */
export type ExtensionCheck =
  | { state: 'empty' }
  | { state: 'valid'; value: string }
  | { state: 'invalid'; line: number; column: number }

/** The value is the text itself: it is already JSON text, and the vendor gets exactly what the host typed. */
export function checkExtensionInfo(text: string): ExtensionCheck {
  if (text.trim() === '') return { state: 'empty' }
  try {
    JSON.parse(text)
    return { state: 'valid', value: text.trim() }
  } catch (error) {
    return { state: 'invalid', ...placeOf(error, text) }
  }
}

/** Chromium names the position in the message, sometimes; the end of the text is the honest guess where it does not. */
function placeOf(error: unknown, text: string): { line: number; column: number } {
  const found = error instanceof Error ? /position (\d+)/.exec(error.message)?.[1] : undefined
  const before = text.slice(0, found === undefined ? text.length : Number(found)).split('\n')
  return { line: before.length, column: (before.at(-1)?.length ?? 0) + 1 }
}
