import { spawn } from 'node:child_process'

/**
 * Runs a script on another Node as if it were this process: same streams, signals handed on, same exit code. The channel
 * between the two closes however this process ends, and tells the host so.
 */
export function runNode(node, args, options = {}) {
  const child = spawn(node, args, { stdio: ['inherit', 'inherit', 'inherit', 'ipc'], ...options })
  const handOn = (signal) => void child.kill(signal)
  process.on('SIGINT', handOn).on('SIGTERM', handOn)
  child.on('error', (error) => {
    process.stderr.write(`Could not start ${node}: ${error.message}\n`)
    process.exit(1)
  })
  child.on('exit', (code, signal) => {
    process.off('SIGINT', handOn).off('SIGTERM', handOn)
    if (signal) process.kill(process.pid, signal)
    else process.exit(code ?? 1)
  })
  return child
}
