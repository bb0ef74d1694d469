import type { ProxyConfig, Session as Electron } from 'electron'
import { browser } from './browser.ts'
import { only } from './only.ts'
import { toWeb } from './protocol.ts'

/** Electron's names of permissions, and Chromium's names for each. */
const permissions: Record<string, string[]> = {
  geolocation: ['geolocation'],
  notifications: ['notifications'],
  media: ['camera', 'microphone'],
  midi: ['midi'],
  'clipboard-read': ['clipboard-read'],
  'clipboard-sanitized-write': ['clipboard-write'],
  'idle-detection': ['idle-detection'],
  'window-management': ['window-management'],
}

type RequestHandler = Parameters<Electron['setPermissionRequestHandler']>[0]
type CheckHandler = Parameters<Electron['setPermissionCheckHandler']>[0]
type Refusal = (details: { url: string }, answer: (say: { cancel?: boolean }) => void) => void

// Without handlers Electron grants everything.
let onRequest: RequestHandler = (_contents, _permission, answer) => answer(true)
let onCheck: CheckHandler = () => true
let proxy = ''
let refusal: { urls: string[]; ask: Refusal } | undefined

export const session = only('session', {
  /** Only requests of the main process use it; nothing is stored. */
  fromPartition: () => ({}),
  defaultSession: only('session.defaultSession', {
    setPermissionRequestHandler: (handler: RequestHandler) => void (onRequest = handler),
    setPermissionCheckHandler: (handler: CheckHandler) => void (onCheck = handler),
    /** Headless Chromium offers no device chooser. */
    setDevicePermissionHandler: () => {},
    setProxy: async ({ proxyRules = '' }: ProxyConfig) => void (proxy = proxyRules),
    resolveProxy: async () => (proxy === '' ? 'DIRECT' : `PROXY ${proxy}`),
    webRequest: only('session.webRequest', {
      onBeforeRequest: ({ urls }: { urls: string[] }, ask: Refusal) => void (refusal = { urls, ask }),
    }),
  }),
})

/** Chromium knows only granted and denied: a permission is granted if either of the app's two handlers allows it. */
export async function settlePermissions(page: string) {
  const chromium = await browser
  const origin = new URL(toWeb(page)).origin
  for (const [permission, names] of Object.entries(permissions)) {
    let granted = onCheck!(null, permission as never, origin, {} as never)
    onRequest!(null as never, permission as never, (yes) => (granted ||= yes), {} as never)
    for (const name of names)
      await chromium.send('Browser.setPermission', {
        permission: { name },
        setting: granted ? 'granted' : 'denied',
        origin,
      })
  }
}

const asPattern = (pattern: string) =>
  new RegExp(`^${pattern.replace(/[.?+^$[\]{}()|\\/]/g, String.raw`\$&`).replaceAll('*', '.*')}$`)

/** Tells whether the app cancels this request. */
export function isCancelled(url: string): boolean {
  let cancelled = false
  if (refusal?.urls.some((pattern) => asPattern(pattern).test(url)))
    refusal.ask({ url }, ({ cancel }) => (cancelled = cancel === true))
  return cancelled
}
