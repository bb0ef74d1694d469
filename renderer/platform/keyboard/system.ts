/** Command does there what Ctrl does elsewhere. */
export const isMac = () => /mac|iphone|ipad|ipod/i.test(navigator.platform)
