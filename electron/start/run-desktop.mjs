import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { setTimeout as wait } from 'node:timers/promises'
import { openDesktopDoor } from './desktop-door.mjs'
import { endInOrder, ownGroup } from './ends-in-order.mjs'
import { readLog } from './log-lines.mjs'
import { say } from './say.mjs'
import { whyItEnded } from './why-it-ended.mjs'

/** A desktop that ends so soon after its window came is broken here, too. */
const earlyMs = 10_000
/** An antivirus program may look at a new one for a while, so a slow start is said before it is given up. */
const slowMs = 15_000
const longestMs = 90_000
const lastWordsMs = 500

/**
 * Runs the desktop program until it ends. Resolves with `code` and `signal` where it ran as it should, and with `why`, in
 * words, where it could not be used on this computer: then the browser can serve instead. The words the desktop may say:
 * `open` (its window is there), `open elsewhere` (another one has the folder, and came forward), `refused` (it has told
 * the host why it cannot start).
 */
export async function runDesktop(binary, args, { root, limits = { earlyMs, slowMs, longestMs }, show = say }) {
  let word
  let openSince
  const door = await openDesktopDoor({
    // It runs from here on. A box of its own may wait for a click before its window comes.
    onConnect: () => stopWaiting(),
    onWord(said) {
      word = said
      openSince ??= Date.now()
    },
  })
  let child
  try {
    child = spawn(binary, args, {
      ...ownGroup,
      cwd: root,
      stdio: ['ignore', 'ignore', 'pipe'],
      env: desktopEnv(process.env, door.address),
    })
  } catch (error) {
    // Windows refuses a file that is no program here, and not by the event.
    door.close()
    return { why: whyItEnded({ error }) }
  }
  const log = readLog(child.stderr, show)
  let wasAsked = false
  const stopListening = endInOrder(child, () => {
    wasAsked = true
    if (!door.askToQuit()) child.kill('SIGTERM')
  })
  const slow = setTimeout(() => show('The desktop window has not come yet; waiting for it ...'), limits.slowMs)
  let gaveUp = false
  const hung = setTimeout(() => {
    gaveUp = true
    child.kill('SIGKILL')
  }, limits.longestMs)
  function stopWaiting() {
    clearTimeout(slow)
    clearTimeout(hung)
  }

  const ended = await endOf(child)
  stopWaiting()
  stopListening()
  door.close()
  if (wasAsked || word === 'refused' || word === 'open elsewhere') return ended
  if (gaveUp) return { why: 'its window did not come' }
  const isEarly = openSince === undefined || Date.now() - openSince < limits.earlyMs
  const isInOrder = word === 'open' && ended.code === 0
  return isEarly && !isInOrder ? { why: whyItEnded({ ...ended, words: log.words() }) } : ended
}

/** Its last words may still be on their way when it has gone; a helper of its own that lives on may hold the pipe open. */
async function endOf(child) {
  const ended = await new Promise((resolve) => {
    child.once('error', (error) => resolve({ error }))
    child.once('exit', (code, signal) => resolve({ code, signal }))
  })
  if (!ended.error) await Promise.race([once(child, 'close'), wait(lastWordsMs)])
  return ended
}

function desktopEnv(env, address) {
  // Set by some editors' terminals; it would turn the window into a plain Node.
  const { ELECTRON_RUN_AS_NODE: _, ...others } = env
  // The console's Ctrl+C would end the window at once on Windows.
  return { ...others, ELECTRON_NO_ATTACH_CONSOLE: '1', GIFTDECK_STARTED_BY: address }
}
