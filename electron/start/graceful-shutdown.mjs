import { say } from './say.mjs'

const signals = ['SIGINT', 'SIGTERM', 'SIGHUP']
const forceAfterMs = 5_000

/**
 * For spawn: a process group of its own, so that Ctrl+C in the terminal reaches the start script alone and the program is
 * asked to quit once, however often the key is pressed. On Windows it would open a console; there the host without a
 * window quits in order at Ctrl+C by itself, and the desktop does not listen to the console.
 */
export const ownGroup = { detached: process.platform !== 'win32' }

/**
 * Asks for an end in order at the first Ctrl+C, SIGTERM or hang-up. Who presses Ctrl+C again after five seconds means it:
 * then the child is ended, and what is on the wire is unknown. Returns a function that stops listening.
 */
export function shutDownGracefully(child, ask, { now = Date.now, afterMs = forceAfterMs } = {}) {
  let askedAt
  const onSignal = (signal) => {
    if (askedAt === undefined) {
      askedAt = now()
      say('Closing Giftdeck: calls on the way are finished, what is unsent is kept for the next start.')
      ask()
    } else if (signal === 'SIGINT' && now() - askedAt >= afterMs) child.kill('SIGKILL')
  }
  for (const signal of signals) process.on(signal, onSignal)
  return () => {
    for (const signal of signals) process.off(signal, onSignal)
  }
}

/** Ends this process as the child ended. */
export function endAs(code, signal) {
  if (signal) process.kill(process.pid, signal)
  else process.exit(code ?? 1)
}
