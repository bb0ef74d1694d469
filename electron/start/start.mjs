import path from 'node:path'
import { createInterface } from 'node:readline'
import { downloadElectron, findElectron } from './find-electron.mjs'
import { hasDisplay, openAddress } from './open-address.mjs'
import { followParent } from './follow-parent.mjs'
import { root } from './root.mjs'
import { runNode } from './run-node.mjs'
import { main, say } from './say.mjs'
import { setup } from './setup.mjs'

// npm start: the desktop window where it can be had, else the same cockpit in the browser.
await main(async () => {
  followParent()
  const node = await setup(root)
  const inCi = Boolean(process.env.CI)
  if (!hasDisplay()) return startHeadless(node, 'No display here, so Giftdeck runs without its window.')
  const binary = findElectron(root) ?? (inCi ? undefined : fetchElectron(node))
  if (!binary) return startHeadless(node, 'The desktop window could not be had here, so Giftdeck runs in the browser.')
  const env = { ...process.env }
  // Set by some editors' terminals; it would turn the window into a plain Node.
  delete env.ELECTRON_RUN_AS_NODE
  runNode(binary, ['.', ...process.argv.slice(2)], { cwd: root, env, stdio: 'inherit' })
})

function fetchElectron(node) {
  say('Fetching the desktop window (about 110 MB, once) ...')
  return downloadElectron(root, node)
}

function startHeadless(node, why) {
  say(why)
  const host = path.join(root, 'out', 'main', 'headless.js')
  const child = runNode(node, [host, ...process.argv.slice(2)], { stdio: ['inherit', 'pipe', 'inherit', 'ipc'] })
  createInterface({ input: child.stdout }).on('line', (line) => {
    const ready = readyLine(line)
    if (!ready) return console.log(line)
    const address = `${ready.url}#token=${ready.token}`
    console.log(`Giftdeck is at ${address}`)
    say('It listens on this computer only. The address holds its key: keep it to yourself. Ctrl+C stops it.')
    if (hasDisplay() && !process.env.CI) openAddress(address)
  })
}

function readyLine(line) {
  try {
    const value = JSON.parse(line)
    return value?.ready === true ? value : undefined
  } catch {
    return undefined
  }
}
