/**
 * The same key as the page's second one, heard whatever program is in front. Not Ctrl+Shift+Esc, which is Windows' own, and not
 * Ctrl+Alt with a sign: Windows takes that for AltGr, and some layouts type with it. docs/decisions.md has the others.
 */
export const stopKey = 'CommandOrControl+Shift+F8'

/** The page's first key. Only shown here: the page hears it on every layout, which a menu cannot. */
export const stopKeyInWindow = 'CommandOrControl+.'

/** As it stands on the keyboard. */
export const stopKeyName = (platform: NodeJS.Platform) => (platform === 'darwin' ? '⇧⌘F8' : 'Ctrl+Shift+F8')
