import { readFileSync } from 'node:fs'

const lookMs = 100

/** The parent of another process; undefined where the system does not tell, as outside of Linux. */
function parentOf(pid) {
  try {
    // "pid (name) state ppid ..": the name may hold spaces and brackets.
    return readFileSync(`/proc/${pid}/stat`, 'utf8').split(')').at(-1).split(' ')[2]
  } catch {
    return undefined
  }
}

const parent = process.ppid
const npm = parentOf(parent)

/**
 * Ends this process in order when npm has gone. npm runs a script in a shell and hands signals to that, and most shells die
 * without telling their child; an npm that was killed leaves both. Either would leave a host behind that holds the port and
 * the folder.
 */
export function followParent() {
  if (!process.env.npm_lifecycle_event) return
  const looking = setInterval(() => {
    if (process.ppid === parent && parentOf(parent) === npm) return
    clearInterval(looking)
    process.kill(process.pid, 'SIGTERM')
  }, lookMs)
  looking.unref()
}
