/** Not Ctrl+Shift+Esc, which is Windows' own. */
export const stopKey = 'CommandOrControl+Alt+.'

/** As it stands on the keyboard. */
export const stopKeyName = (platform: NodeJS.Platform) => (platform === 'darwin' ? '⌥⌘.' : 'Ctrl+Alt+.')
