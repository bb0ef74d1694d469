import { say } from './report.mjs'

const signals = ['SIGINT', 'SIGTERM', 'SIGHUP']
const forceAfterMs = 5_000

/**
 * Options for spawn that give the child a process group of its own. Ctrl+C in the terminal then reaches the start
 * script only, which asks the program to quit once, however often the key is pressed. On Windows such a child would
 * open a console window, so it gets no group: the headless process handles Ctrl+C itself, and the desktop ignores the
 * console.
 */
export const ownGroup = { detached: process.platform !== 'win32' }

/**
 * Asks the child to quit at the first Ctrl+C, SIGTERM or SIGHUP. A second Ctrl+C after five seconds kills the child,
 * and calls in flight then end as unknown. Returns a function that stops listening.
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

/** Ends this process with the exit code or signal of the child. */
export function endAs(code, signal) {
  if (signal) process.kill(process.pid, signal)
  else process.exit(code ?? 1)
}
