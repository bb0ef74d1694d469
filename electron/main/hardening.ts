import { app, session, type WebContents } from 'electron'
import { pageUrl } from './page-file.ts'

/** The page copies receipts to the clipboard. Every other permission is denied. */
const allowed = 'clipboard-sanitized-write'

/** Denies other pages, windows, webviews, permissions and network access to everything that runs in a window. */
export function hardenApp() {
  app.on('web-contents-created', (_event, contents) => confine(contents))
  const { defaultSession } = session
  defaultSession.setPermissionRequestHandler((_contents, permission, answer) => answer(permission === allowed))
  defaultSession.setPermissionCheckHandler((_contents, permission) => permission === allowed)
  defaultSession.setDevicePermissionHandler(() => false)
  // Chromium may repeat a POST after a connection error, which would send a gift twice. Vendor calls therefore use Node
  // only, and the page has no network access.
  const network = { urls: ['http://*/*', 'https://*/*', 'ws://*/*', 'wss://*/*'] }
  defaultSession.webRequest.onBeforeRequest(network, (_details, answer) => answer({ cancel: true }))
}

function confine(contents: WebContents) {
  // The page may reload itself after an error in its code. Every other navigation is blocked.
  const isReload = ({ url, isMainFrame }: { url: string; isMainFrame: boolean }) =>
    isMainFrame && url === pageUrl && contents.getURL() === pageUrl
  contents.on('will-navigate', (event) => isReload(event) || event.preventDefault())
  contents.on('will-frame-navigate', (event) => isReload(event) || event.preventDefault())
  contents.on('will-redirect', (event) => event.preventDefault())
  contents.on('will-attach-webview', (event) => event.preventDefault())
  contents.setWindowOpenHandler(() => ({ action: 'deny' }))
}
