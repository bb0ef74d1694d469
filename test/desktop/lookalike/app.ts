import { EventEmitter } from 'node:events'
import { mkdirSync } from 'node:fs'
import { homedir, tmpdir } from 'node:os'
import { browser } from './browser.ts'
import { appDir, hasSwitch, manifest, switchValue, userData } from './command-line.ts'
import { prevented } from './emit.ts'
import { missing, only } from './only.ts'
import { claimInstance } from './single-instance.ts'
import { openWindows } from './open-windows.ts'

const ready = Promise.withResolvers<object>()
let isReady = false

class App extends EventEmitter {
  isPackaged = process.env['LOOKALIKE_PACKAGED'] === '1'
  name = manifest.name
  commandLine = only('app.commandLine', { hasSwitch, getSwitchValue: switchValue })

  whenReady = () => ready.promise
  isReady = () => isReady
  getName = () => this.name
  setName = (name: string) => void (this.name = name)
  getVersion = () => manifest.version
  getAppPath = () => appDir
  getLocale = () => switchValue('lang') || 'en-US'
  private badge = 0
  setBadgeCount = (count: number) => {
    this.badge = count
    return true
  }
  getBadgeCount = () => this.badge
  enableSandbox = () => {
    if (isReady) throw new Error('app.enableSandbox() can only be called before app is ready')
  }
  requestSingleInstanceLock = () =>
    claimInstance(userData(), (argv, cwd) => this.emit('second-instance', {}, argv, cwd, undefined))
  getPath = (name: string) => {
    const places: Record<string, string> = {
      userData: userData(),
      sessionData: userData(),
      temp: tmpdir(),
      home: homedir(),
    }
    const place = places[name]
    if (place === undefined) throw missing(`app.getPath('${name}')`)
    mkdirSync(place, { recursive: true })
    return place
  }

  /** Asks the app, then every window; any of them can prevent the quit. */
  quit = () => {
    if (prevented(app, 'before-quit')) return
    for (const window of openWindows) if (!window.close()) return
    if (prevented(app, 'will-quit')) return
    this.exit(0)
  }

  exit = (code = 0) => {
    app.emit('quit', {}, code)
    // When Chromium ends, this process ends too.
    process.exitCode = code
    if (!isReady) process.exit(code)
    void endBrowser().finally(() => process.exit(code))
  }
}

export const app = only('app', new App())

export function becomeReady() {
  isReady = true
  app.emit('will-finish-launching')
  ready.resolve({})
  app.emit('ready', {}, {})
}

/** The next start may use the same folder, so wait until Chromium has released it. */
async function endBrowser() {
  const chromium = await browser
  const gone = new Promise((resolve) => chromium.child.once('exit', resolve))
  void chromium.send('Browser.close').catch(() => {})
  const patience = setTimeout(() => chromium.child.kill('SIGKILL'), 3_000)
  await gone
  clearTimeout(patience)
}
