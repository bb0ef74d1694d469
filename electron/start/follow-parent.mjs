import { readFileSync } from 'node:fs'

const pollMs = 100

/** Returns the parent id of another process; undefined outside Linux, where it cannot be read. */
function parentOf(pid) {
  try {
    // The format is "pid (name) state ppid ..". The name may contain spaces and brackets, so split after the last
    // bracket.
    return readFileSync(`/proc/${pid}/stat`, 'utf8').split(')').at(-1).split(' ')[2]
  } catch {
    return undefined
  }
}

const parent = process.ppid
const npm = parentOf(parent)

/**
 * Ends this process gracefully once npm has ended. npm runs a script in a shell and forwards signals to the shell, and
 * most shells die without forwarding them. A killed npm ends neither the shell nor this process. An orphan process
 * would keep the port and the data folder.
 */
export function followParent() {
  if (!process.env.npm_lifecycle_event) return
  const timer = setInterval(() => {
    if (process.ppid === parent && parentOf(parent) === npm) return
    clearInterval(timer)
    process.kill(process.pid, 'SIGTERM')
  }, pollMs)
  timer.unref()
}
