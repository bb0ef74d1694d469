import { spawn } from 'node:child_process'
import path from 'node:path'
import { endAs, shutDownGracefully, ownGroup } from './graceful-shutdown.mjs'
import { say } from './say.mjs'

export const hostFile = (root) => path.join(root, 'out', 'main', 'headless.js')

/**
 * Runs the host without a window on another Node, as if it were this process. The channel between the two closes however
 * this process ends, and that is how the host is asked to quit.
 */
export function runHost(node, file, args, { stdio }) {
  const child = spawn(node, [file, ...args], { ...ownGroup, stdio: [...stdio, 'ipc'] })
  const stopListening = shutDownGracefully(child, () => child.connected && child.disconnect())
  child.on('error', (error) => {
    say(`Could not start ${node}: ${error.message}`)
    process.exit(1)
  })
  child.on('exit', (code, signal) => {
    stopListening()
    endAs(code, signal)
  })
  return child
}
