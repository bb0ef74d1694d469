/** What is known of the layout in use, for the moments in which an input method hides what a key writes. */

interface Written {
  plain?: string
  shifted?: string
}

const written = new Map<string, Written>()
/** As the browser knows it: what each place writes without Shift. Chromium alone has one. */
let layoutMap: ReadonlyMap<string, string> | undefined

declare global {
  interface Navigator {
    keyboard?: { getLayoutMap?: () => Promise<ReadonlyMap<string, string>> }
  }
}

/** Asked again when the window is looked at anew, since a host may have changed the layout elsewhere. */
export async function readLayoutMap() {
  try {
    layoutMap = await navigator.keyboard?.getLayoutMap?.()
  } catch {
    // Not in a frame of another page, and not where a policy forbids it; then only what was written is known.
  }
}

/**
 * Remembers what a key wrote. Where a key suddenly writes something else the layout was changed, so everything that was
 * known of the one before is forgotten.
 */
export function learnLayout(code: string, character: string, shift: boolean) {
  if (code === '') return
  const level = shift ? 'shifted' : 'plain'
  const before = written.get(code)?.[level]
  if (before !== undefined && before.toLowerCase() !== character.toLowerCase()) written.clear()
  written.set(code, { ...written.get(code), [level]: character })
}

/** What this place writes: as it last did on this level, else on the other one, else as the browser says. */
export function knownCharacter(code: string, shift: boolean): string | null {
  const { plain, shifted } = written.get(code) ?? {}
  return (shift ? (shifted ?? plain) : (plain ?? shifted)) ?? layoutMap?.get(code) ?? null
}

export function forgetLayout() {
  written.clear()
  layoutMap = undefined
}
