import { app, dialog, shell } from 'electron'
import { StartFailure } from '../core/errors/failures.ts'
import { createLastNet } from '../core/platform/run-safely.ts'
import { createLog } from '../core/platform/log.ts'
import { policy } from '../core/policy.ts'
import { systemClock, systemRandom } from '../core/platform/system.ts'
import { startDesktop, type Desktop } from './start-app.ts'
import { findDebugSwitch } from './debug-switch.ts'
import { takeIdentity } from './identity.ts'
import { deckFilesOf } from './open-deck-file.ts'
import { declarePageScheme } from './page-scheme.ts'
import { createGracefulShutdown } from './graceful-shutdown.ts'
import { openStartScript } from './start-script.ts'
import { bringForward } from './window.ts'
import { wordsFor } from './words.ts'

// Set the umask before any file is written, so that only this user can read the data folder.
process.umask(0o077)
const log = createLog(policy.log)
let desktop: Desktop | undefined
let hasStarted = false
const startScript = openStartScript(process.env, () => void app.whenReady().then(() => app.quit()))
/** Deck files opened before there is a window to ask in. */
const toOpen = deckFilesOf(process.argv.slice(1), process.cwd())

takeIdentity({ app, shell, platform: process.platform, program: process.execPath })
app.enableSandbox()
declarePageScheme()

// Check this before the single-instance lock. Otherwise a refused start would bring the running Giftdeck to the front.
const debugSwitch = app.isPackaged ? findDebugSwitch((name) => app.commandLine.hasSwitch(name)) : undefined
if (debugSwitch !== undefined) {
  void giveUp(new StartFailure(`It was started with --${debugSwitch}.`, 'Start it again without that switch.'))
} else if (app.requestSingleInstanceLock()) {
  app.on('second-instance', (_, args, folder) => {
    if (desktop) bringForward(desktop.window)
    openDeckFiles(deckFilesOf(args.slice(1), folder))
  })
  // macOS passes an opened file by this event, before Electron is ready if opening the file started Giftdeck.
  app.on('open-file', (event, file) => {
    event.preventDefault()
    openDeckFiles([file])
  })
  app.on('window-all-closed', () => app.quit())
  app.on('before-quit', createGracefulShutdown({ take: takeDesktop, log }))
  const lastNet = createLastNet({ log, random: systemRandom, clock: systemClock, policy: policy.log })
  // Once the desktop runs, an uncaught error is only logged, because ending Giftdeck during a show is worse than most
  // faults. An error during the start ends the start.
  const onFault = (error: unknown) => (hasStarted ? lastNet(error) : void giveUp(error))
  process.on('uncaughtException', onFault)
  process.on('unhandledRejection', onFault)
  // No top-level await here: Electron becomes ready only after this module has been evaluated.
  void app.whenReady().then(start).catch(giveUp)
} else {
  void startScript.report('open elsewhere').then(() => app.quit())
}

async function start() {
  desktop = await startDesktop(log, words())
  hasStarted = true
  // Electron quits on the first signal by default and treats the second as a kill. These handlers make every signal a
  // graceful quit.
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => app.quit())
  await desktop.open()
  await startScript.report('open')
  openDeckFiles([])
}

function openDeckFiles(files: readonly string[]) {
  toOpen.push(...files)
  if (desktop) for (const file of toOpen.splice(0)) desktop.openDeckFile(file)
}

/** Clears `desktop`, so that a window that is closing is not brought to the front any more. */
function takeDesktop() {
  const taken = desktop
  desktop = undefined
  return taken
}

function words() {
  return wordsFor(app.getLocale())
}

async function giveUp(error: unknown) {
  if (error instanceof StartFailure) {
    log.error('Giftdeck cannot start.', { detail: `${error.message} ${error.advice}` })
    await startScript.report('refused')
    dialog.showErrorBox(words().cannotStart, `${error.message}\n\n${error.advice}`)
  } else {
    log.error('Giftdeck broke.', { stack: error instanceof Error ? error.stack : String(error) })
    // The start script reports the failure itself and serves the page in the browser.
    if (!startScript.isPresent) dialog.showErrorBox(words().broke, words().brokeAdvice)
  }
  await log.close().catch(() => {})
  app.exit(1)
}
