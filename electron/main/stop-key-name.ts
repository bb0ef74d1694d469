/**
 * The global STOP shortcut, which works while another program is in front. It is also the page's second shortcut.
 * Windows reserves Ctrl+Shift+Esc and treats Ctrl+Alt as AltGr, which some layouts need for typing. docs/decisions.md
 * lists the other rejected combinations.
 */
export const stopKey = 'CommandOrControl+Shift+F8'

/**
 * The page's first STOP shortcut. The menu only displays it: the page handles it on every keyboard layout, which a menu
 * accelerator cannot.
 */
export const stopKeyInWindow = 'CommandOrControl+.'

/** The shortcut as it is labelled on the keyboard. */
export const stopKeyName = (platform: NodeJS.Platform) => (platform === 'darwin' ? '⇧⌘F8' : 'Ctrl+Shift+F8')
