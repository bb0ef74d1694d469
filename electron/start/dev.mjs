import { spawn } from 'node:child_process'
import { watch } from 'node:fs'
import path from 'node:path'
import { findElectron } from './fetch-electron.mjs'
import { followParent } from './follow-parent.mjs'
import { root } from './root.mjs'
import { main, say } from './report.mjs'
import { setup } from './setup.mjs'

const debounceMs = 300

// npm run dev: builds again on every save and restarts the desktop, or the headless process without a desktop binary.
await main(async () => {
  followParent()
  const args = process.argv.slice(2)
  let running
  let pending
  const restart = async () => {
    running?.kill()
    try {
      const node = await setup(root)
      const binary = findElectron(root)
      const command = binary ? [binary, '.'] : [node, path.join('out', 'main', 'headless.js')]
      running = spawn(command[0], [...command.slice(1), ...args], { cwd: root, stdio: 'inherit' })
    } catch (error) {
      // A syntax error must not end the session; the next save tries again.
      say(error.message)
    }
  }
  await restart()
  for (const folder of ['electron', 'renderer', 'shared']) {
    watch(path.join(root, folder), { recursive: true }, () => {
      clearTimeout(pending)
      pending = setTimeout(() => void restart(), debounceMs)
    })
  }
})
