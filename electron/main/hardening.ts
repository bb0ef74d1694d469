import { app, session, type WebContents } from 'electron'
import { pageUrl } from './page-origin.ts'

/** The page copies receipts; it may do nothing else that asks for leave. */
const allowed = 'clipboard-sanitized-write'

/** No other page, window, webview, permission or network for anything that runs in a window. */
export function hardenApp() {
  app.on('web-contents-created', (_event, contents) => confine(contents))
  const { defaultSession } = session
  defaultSession.setPermissionRequestHandler((_contents, permission, answer) => answer(permission === allowed))
  defaultSession.setPermissionCheckHandler((_contents, permission) => permission === allowed)
  defaultSession.setDevicePermissionHandler(() => false)
  // Chromium repeats a POST by itself; gifts leave through Node only, and the page needs no network at all.
  const network = { urls: ['http://*/*', 'https://*/*', 'ws://*/*', 'wss://*/*'] }
  defaultSession.webRequest.onBeforeRequest(network, (_details, answer) => answer({ cancel: true }))
}

function confine(contents: WebContents) {
  // A page whose code failed may load itself anew; there is no other address to go to.
  const isReload = ({ url, isMainFrame }: { url: string; isMainFrame: boolean }) =>
    isMainFrame && url === pageUrl && contents.getURL() === pageUrl
  contents.on('will-navigate', (event) => isReload(event) || event.preventDefault())
  contents.on('will-frame-navigate', (event) => isReload(event) || event.preventDefault())
  contents.on('will-redirect', (event) => event.preventDefault())
  contents.on('will-attach-webview', (event) => event.preventDefault())
  contents.setWindowOpenHandler(() => ({ action: 'deny' }))
}
