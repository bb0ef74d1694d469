/** The installer's, which a test compares: Windows shows the notices of a program only where its shortcut has this id. */
export const appId = 'app.giftdeck.desktop'
