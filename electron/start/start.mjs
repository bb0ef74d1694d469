import { createInterface } from 'node:readline'
import { desktopArguments, hostArguments } from './arguments.mjs'
import { endAs } from './graceful-shutdown.mjs'
import { fetchElectron, findElectron } from './fetch-electron.mjs'
import { followParent } from './follow-parent.mjs'
import { readLog } from './log-lines.mjs'
import { hasDisplay, openAddress } from './open-address.mjs'
import { root } from './root.mjs'
import { runDesktop } from './run-desktop.mjs'
import { hostFile, runHost } from './run-host.mjs'
import { main, say } from './report.mjs'
import { setup } from './setup.mjs'

// npm start: opens the desktop window, or serves the same page in the browser if the desktop cannot run.
await main(async () => {
  followParent()
  const node = await setup(root)
  const { why, code, signal } = await openDesktop(node)
  if (why === undefined) return endAs(code, signal)
  say(`${why}, so Giftdeck runs in the browser.`)
  openInBrowser(node)
})

/** Runs the desktop, or returns why it cannot run here. Unlike in runDesktop, `why` is the beginning of a sentence. */
async function openDesktop(node) {
  if (!hasDisplay()) return { why: 'There is no display here' }
  let binary = findElectron(root)
  if (!binary) {
    if (process.env.CI) return { why: 'The desktop window is not fetched in CI' }
    const { why } = await fetchElectron(root, node)
    binary = findElectron(root)
    if (!binary) return { why: `The desktop window could not be fetched (${why})` }
  }
  const ended = await runDesktop(binary, ['.', ...desktopArguments(process.argv.slice(2))], { root })
  return ended.why === undefined ? ended : { why: `The desktop window cannot be used here (${ended.why})` }
}

function openInBrowser(node) {
  const args = hostArguments(process.argv.slice(2))
  const child = runHost(node, hostFile(root), args, { stdio: ['ignore', 'pipe', 'pipe'] })
  readLog(child.stderr, say)
  createInterface({ input: child.stdout }).on('line', (line) => {
    const { url, token } = JSON.parse(line)
    const address = `${url}#token=${token}`
    say(`Giftdeck is at ${address}`)
    say('It listens on this computer only. The address holds its key: keep it to yourself. Ctrl+C stops it.')
    if (hasDisplay() && !process.env.CI) openAddress(address)
  })
}
