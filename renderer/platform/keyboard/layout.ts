/** What is known of the keyboard layout, for moments in which an input method hides the character of a key. */

interface Written {
  plain?: string
  shifted?: string
}

const written = new Map<string, Written>()
/** The browser's layout map: the character of each position without Shift. Only Chromium has one. */
let layoutMap: ReadonlyMap<string, string> | undefined

declare global {
  interface Navigator {
    keyboard?: { getLayoutMap?: () => Promise<ReadonlyMap<string, string>> }
  }
}

/** Read again when the window gets the focus, since the layout may have changed meanwhile. */
export async function readLayoutMap() {
  try {
    layoutMap = await navigator.keyboard?.getLayoutMap?.()
  } catch {
    // Not available in a cross-origin frame or where a policy forbids it; then only observed characters are known.
  }
}

/**
 * Records the character of a key. A different character than before means that the layout was changed, so all records
 * of the previous one are dropped.
 */
export function learnLayout(code: string, character: string, shift: boolean) {
  if (code === '') return
  const level = shift ? 'shifted' : 'plain'
  const before = written.get(code)?.[level]
  if (before !== undefined && before.toLowerCase() !== character.toLowerCase()) written.clear()
  written.set(code, { ...written.get(code), [level]: character })
}

/** The character of this position: the last one on this level, else on the other level, else from the browser's map. */
export function knownCharacter(code: string, shift: boolean): string | null {
  const { plain, shifted } = written.get(code) ?? {}
  return (shift ? (shifted ?? plain) : (plain ?? shifted)) ?? layoutMap?.get(code) ?? null
}

export function forgetLayout() {
  written.clear()
  layoutMap = undefined
}
