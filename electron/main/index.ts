import { app, dialog, shell } from 'electron'
import { StartFailure } from '../core/errors/start-failure.ts'
import { createLastNet } from '../core/platform/run-safely.ts'
import { createLog } from '../core/platform/log.ts'
import { policy } from '../core/policy.ts'
import { systemClock, systemRandom } from '../core/platform/system.ts'
import { startDesktop, type Desktop } from './boot.ts'
import { findDebugSwitch } from './debug-switch.ts'
import { takeIdentity } from './identity.ts'
import { deckFilesOf } from './open-deck-file.ts'
import { declarePageScheme } from './page-scheme.ts'
import { createGracefulShutdown } from './graceful-shutdown.ts'
import { openStartScript } from './start-script.ts'
import { bringForward } from './window.ts'
import { wordsFor } from './words.ts'

// Before anything is written: every file of the data folder is this user's alone.
process.umask(0o077)
const log = createLog(policy.log)
let desktop: Desktop | undefined
let booted = false
const startScript = openStartScript(process.env, () => void app.whenReady().then(() => app.quit()))
/** Deck files that the host opened, until there is a window to ask in. */
const toOpen = deckFilesOf(process.argv.slice(1), process.cwd())

takeIdentity({ app, shell, platform: process.platform, program: process.execPath })
app.enableSandbox()
declarePageScheme()

// Before the lock, so that a refused start does not call the running Giftdeck forward.
const debugSwitch = app.isPackaged ? findDebugSwitch((name) => app.commandLine.hasSwitch(name)) : undefined
if (debugSwitch !== undefined) {
  void giveUp(new StartFailure(`It was started with --${debugSwitch}.`, 'Start it again without that switch.'))
} else if (app.requestSingleInstanceLock()) {
  app.on('second-instance', (_, args, folder) => {
    if (desktop) bringForward(desktop.window)
    openDeckFiles(deckFilesOf(args.slice(1), folder))
  })
  // macOS tells it so, and before it is ready where the file started Giftdeck.
  app.on('open-file', (event, file) => {
    event.preventDefault()
    openDeckFiles([file])
  })
  app.on('window-all-closed', () => app.quit())
  app.on('before-quit', createGracefulShutdown({ take: takeDesktop, log }))
  const lastNet = createLastNet({ log, random: systemRandom, clock: systemClock, policy: policy.log })
  // A dialog and an end in the middle of a show would be worse than the fault; before there is a desktop nothing can go on.
  const onFault = (error: unknown) => (booted ? lastNet(error) : void giveUp(error))
  process.on('uncaughtException', onFault)
  process.on('unhandledRejection', onFault)
  // No top-level await: Electron is ready only after this module has been read to its end.
  void app.whenReady().then(start).catch(giveUp)
} else {
  void startScript.say('open elsewhere').then(() => app.quit())
}

async function start() {
  desktop = await startDesktop(log, words())
  booted = true
  // Electron quits at the first of each by itself, and takes the second for a kill.
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => app.quit())
  await desktop.open()
  await startScript.say('open')
  openDeckFiles([])
}

function openDeckFiles(files: readonly string[]) {
  toOpen.push(...files)
  if (desktop) for (const file of toOpen.splice(0)) desktop.openDeckFile(file)
}

/** A desktop that is being closed is called forward no more. */
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
    await startScript.say('refused')
    dialog.showErrorBox(words().cannotStart, `${error.message}\n\n${error.advice}`)
  } else {
    log.error('Giftdeck broke.', { stack: error instanceof Error ? error.stack : String(error) })
    // The start script says so, and serves the browser.
    if (!startScript.isThere) dialog.showErrorBox(words().broke, words().brokeAdvice)
  }
  await log.close().catch(() => {})
  app.exit(1)
}
