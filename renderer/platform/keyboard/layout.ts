/** This file stores what is known of the keyboard layout. It is needed when an input method hides a key's character. */

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

/** Reads the browser's layout map. Call it when the window gets the focus, because the layout may have changed. */
export async function readLayoutMap() {
  try {
    layoutMap = await navigator.keyboard?.getLayoutMap?.()
  } catch {
    // The map is not available in a cross-origin frame or if a policy forbids it. Then only observed characters are
    // known.
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

/**
 * Returns the character of a key position: the last observed with this Shift state, else with the other, else the
 * map's.
 */
export function knownCharacter(code: string, shift: boolean): string | null {
  const { plain, shifted } = written.get(code) ?? {}
  return (shift ? (shifted ?? plain) : (plain ?? shifted)) ?? layoutMap?.get(code) ?? null
}

export function forgetLayout() {
  written.clear()
  layoutMap = undefined
}
