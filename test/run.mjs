import { installClients } from '../electron/start/clients.mjs'
import { root } from '../electron/start/root.mjs'
import { main, say } from '../electron/start/report.mjs'
import { setup } from '../electron/start/setup.mjs'
import { findBrowser } from './find-browser.mjs'
import { longTag } from './long-parts.mjs'
import { runPlaywright, runVitest } from './run-part.mjs'
import { close, slowest } from './tally.mjs'

// npm test: tests everything that a change can break, installs what it needs, and ends with one plain line.
await main(async () => {
  const node = await setup(root)
  installClients(root)
  const browser = findBrowser(root, node)
  const parts = [await runVitest(node, { name: 'vitest', args: [`--tags-filter=!${longTag}`] })]
  if (browser.path) {
    const args = [`--grep-invert=@${longTag}`]
    parts.push(await runPlaywright(node, { name: 'playwright', args, browser: browser.path }))
  } else {
    say(`The browser tests were skipped: ${browser.why}`)
    parts.push({ passed: 0, failed: 0, skipped: 1, notes: [], files: [] })
  }
  console.log(slowest(parts))
  process.exitCode = close('npm-test', parts)
})
