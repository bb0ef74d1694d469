import { spawn } from 'node:child_process'
import path from 'node:path'
import { endAs, shutDownGracefully, ownGroup } from './graceful-shutdown.mjs'
import { say } from './report.mjs'

export const hostFile = (root) => path.join(root, 'out', 'main', 'headless.js')

/**
 * Runs the headless process on another Node in place of this process. The IPC channel closes when this process ends,
 * however it ends, and the headless process then quits gracefully.
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
