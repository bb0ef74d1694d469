/**
 * The application id. It must equal the installer's `appId` (a test compares them), because Windows shows notifications
 * only for a program whose Start menu shortcut has the same id.
 */
export const appId = 'app.giftdeck.desktop'
