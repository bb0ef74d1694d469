import { registerHooks } from 'node:module'
import path from 'node:path'
import { pathToFileURL } from 'node:url'

// run.ts [switches] APP: the app's own built main, unchanged, where `electron` means electron.ts.
const electron = new URL('./electron.ts', import.meta.url).href
registerHooks({
  resolve: (specifier, context, next) =>
    /^electron(\/main)?$/.test(specifier) ? { url: electron, shortCircuit: true } : next(specifier, context),
})

const { appDir, hasSwitch, manifest } = await import('./command-line.ts')
const { startBrowser } = await import('./browser.ts')
const { app, becomeReady } = await import('./app.ts')
const { followPages } = await import('./web-contents.ts')

Object.defineProperty(process.versions, 'electron', { value: '0.0.0-lookalike' })
Object.defineProperty(process, 'type', { value: 'browser' })

/** Playwright calls this once it is attached to both processes; until then no window opens. */
const attached = Promise.withResolvers<void>()
Object.assign(globalThis, { __playwright_run: () => attached.resolve() })

await import(pathToFileURL(path.join(appDir, manifest.main)).href)
const chromium = await startBrowser()
chromium.child.once('exit', () => process.exit())
await followPages()
process.stderr.write(`DevTools listening on ${chromium.address}\n`)
if (hasSwitch('inspect')) await attached.promise
// As in Electron: the first signal of each kind asks the app to quit, the second one kills.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, app.quit)
becomeReady()
