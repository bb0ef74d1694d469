import { spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { oneAtATime } from './one-at-a-time.mjs'
import { say, sayWhile } from './say.mjs'

/** Fetches the desktop binary and unpacks it. `why` tells, in one line, what went wrong where it is not there afterwards. */
export function fetchElectron(root, node) {
  return oneAtATime(root, async () => {
    say('Fetching the desktop window (about 110 MB, once) ...')
    const script = fileURLToPath(new URL('after-install/fetch-electron.mjs', import.meta.url))
    const child = spawn(node, [script, root], {
      cwd: root,
      stdio: ['ignore', 'pipe', process.stderr],
      // A company's own certificates, as npm has them.
      env: { NODE_EXTRA_CA_CERTS: process.env.npm_config_cafile, NODE_USE_SYSTEM_CA: '1', ...process.env },
    })
    let why = ''
    child.stdout.setEncoding('utf8').on('data', (text) => (why += text))
    await sayWhile('Still fetching it', () => new Promise((resolve) => child.once('close', resolve)))
    return { why: why.trim() || 'it ended without a word' }
  })
}
