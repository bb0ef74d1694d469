import { type Change, letPlaywrightIn } from './change-build.ts'
import { closedFiles } from './closed-files.ts'
import { mayReload, noFrames, noNetwork, noRedirect, noWebview, oneWindow, staysPut } from './navigation.ts'
import { ownFilesOnly, policy } from './own-files.ts'
import { packaged, shutDevTools } from './packaged.ts'
import { confined } from './page-world.ts'
import { onlyCopying } from './permissions.ts'
import { openers, senders } from './senders.ts'
import type { Check } from './check.ts'

/** A mistake somebody could make in main, and the hardening check that must detect it. */
export interface Weakness {
  name: string
  check: Check
  changes: Change[]
  env?: Record<string, string>
}

const weakness = (name: string, check: Check, from: string, to: string): Weakness => ({
  name,
  check,
  changes: [{ from, to }],
})
const withoutHandler = (check: Check, event: string, unless = '') =>
  weakness(`${event} has no handler`, check, `contents.on("${event}", (event) => ${unless}event.preventDefault());`, '')

export const weaknesses: Weakness[] = [
  weakness('the sandbox is off', confined, 'sandbox: true', 'sandbox: false'),
  weakness('the preload and the page share one world', confined, 'contextIsolation: true', 'contextIsolation: false'),
  weakness('pages get Node', confined, 'nodeIntegration: false', 'nodeIntegration: true'),
  weakness('web security is off', confined, 'webSecurity: true', 'webSecurity: false'),
  weakness('webviews are on', confined, 'webviewTag: false', 'webviewTag: true'),
  withoutHandler(staysPut, 'will-navigate', 'isReload(event) || '),
  weakness(
    'every address of the page counts as a reload',
    staysPut,
    'isMainFrame && url === "app://bundle/" && contents',
    'isMainFrame && contents',
  ),
  weakness(
    'the page may not reload itself',
    mayReload,
    'isMainFrame && url === "app://bundle/" && contents',
    'false && contents',
  ),
  withoutHandler(noRedirect, 'will-redirect'),
  withoutHandler(noFrames, 'will-frame-navigate', 'isReload(event) || '),
  withoutHandler(noWebview, 'will-attach-webview'),
  weakness('the page may open windows', oneWindow, '{ action: "deny" }', '{ action: "allow" }'),
  weakness('requested permissions are granted', onlyCopying, 'answer(permission === allowed)', 'answer(true)'),
  weakness('queried permissions are granted', onlyCopying, '=> permission === allowed', '=> true'),
  weakness('the network is open', noNetwork, 'answer({ cancel: true })', 'answer({ cancel: false })'),
  weakness('the policy is missing', policy, '"Content-Security-Policy": contentPolicy(nonce),', ''),
  weakness('every load has the same nonce', policy, 'const nonce = randomBytes(16)', 'const nonce = Buffer.alloc(16)'),
  weakness(
    'the page reads files beside its folder',
    ownFilesOnly,
    'if (!file.startsWith(folder + path.sep)) return',
    'if (!file) return',
  ),
  weakness('every sender is trusted', senders, 'if (isTrustedSender(event, contents)) return true;', 'return true;'),
  weakness(
    'every frame may open a port',
    openers,
    'if (isTrustedSender(event, contents)) return true;',
    'return true;',
  ),
  weakness('the id of the frame is not compared', senders, 'senderFrame.routingId === ours.mainFrame.routingId &&', ''),
  weakness('the address of the frame is not checked', senders, '&& isOurPage(senderFrame.url)', ''),
  weakness('the id of the window is not compared', senders, 'sender.id === ours.id &&', ''),
  weakness('files are open to others', closedFiles, 'process.umask(63)', 'process.umask(0)'),
  {
    name: 'DevTools open in a package',
    check: shutDevTools,
    changes: [letPlaywrightIn, { from: 'devTools: !isPackaged', to: 'devTools: true' }],
    env: packaged,
  },
]
