import { spawn } from 'node:child_process'
import path from 'node:path'

/** Runs npm on this Node. Everything it prints goes to stderr: stdout belongs to the host's ready line. */
export function runNpm(folder, args, node) {
  const options = { cwd: folder, stdio: ['ignore', process.stderr, process.stderr] }
  const own = npmScript(process.env.npm_execpath)
  // Its own script looks for `node` along the path.
  const env = { ...process.env, PATH: `${path.dirname(node)}${path.delimiter}${process.env.PATH ?? ''}` }
  const child = own
    ? spawn(node, [own, ...args], options)
    : spawn('npm', args, { ...options, env, shell: process.platform === 'win32' })
  return new Promise((resolve) => {
    child.once('error', (error) => resolve({ code: 1, error }))
    child.once('exit', (code) => resolve({ code }))
  })
}

/** npm's own script where npm runs this; another package manager names its own there, which does not know `ci`. */
export const npmScript = (script = '') => (/^npm-cli\.c?js$/.test(path.basename(script)) ? script : undefined)
