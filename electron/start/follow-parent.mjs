const lookMs = 100
const parent = process.ppid

/**
 * Ends this process in order when npm has gone. npm hands signals to the shell it runs a script in, and most shells die
 * without telling their child, which would leave a host behind that holds the port and the folder.
 */
export function followParent() {
  if (!process.env.npm_lifecycle_event) return
  const looking = setInterval(() => {
    if (process.ppid === parent) return
    clearInterval(looking)
    process.kill(process.pid, 'SIGTERM')
  }, lookMs)
  looking.unref()
}
