import { parseArgs } from 'node:util'
import { installClients } from '../electron/start/clients.mjs'
import { root } from '../electron/start/root.mjs'
import { main, say } from '../electron/start/report.mjs'
import { setup } from '../electron/start/setup.mjs'
import { findBrowser } from './find-browser.mjs'
import { longParts } from './long-parts.mjs'
import { runPlaywright, runVitest } from './run-part.mjs'
import { close } from './tally.mjs'

const minutes = 27
/** The last part may take this long to shut down. */
const closingMs = 15_000

// npm run test:long [-- --full] [-- --seed N] [-- name of a part ...]: all hunts, in a fixed order, until the time is
// up.
await main(async () => {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { full: { type: 'boolean', default: false }, seed: { type: 'string' } },
  })
  const unknown = positionals.filter((name) => !longParts.some((part) => part.name === name))
  if (unknown.length > 0) {
    say(`There is no part "${unknown[0]}". The parts: ${longParts.map(({ name }) => name).join(', ')}.`)
    process.exitCode = 1
    return
  }
  const node = await setup(root)
  installClients(root)
  const browser = findBrowser(root, node)
  const chosen = longParts.filter(({ name }) => positionals.length === 0 || positionals.includes(name))
  // A new seed every day, the same for everybody on that day.
  const seed = values.seed ?? new Date().toISOString().slice(0, 10).replaceAll('-', '')
  const deadline = performance.now() + (values.full ? Infinity : minutes * 60_000 - closingMs)
  const env = { TIER: 'long', SEED: seed }
  console.log(
    `Seed ${seed}; ${values.full ? 'no bound' : `at most ${minutes} minutes`}. Again: npm run test:long -- --seed ${seed}`,
  )

  const parts = []
  const lines = []
  for (const { name, proves, vitest, playwright, prepare } of chosen) {
    const leftMs = deadline - performance.now()
    const began = performance.now()
    let part
    const why = prepare?.()
    if (leftMs < 1_000) part = { notReached: 'the time was up' }
    else if (vitest) part = await runVitest(node, { name, args: vitest, env, leftMs })
    else if (!browser.path) part = { passed: 0, failed: 0, skipped: 1, notes: [], files: [], why: browser.why }
    else part = await runPlaywright(node, { name, args: playwright, env, leftMs, browser: browser.path })
    if (why !== undefined && part.skipped > 0) part.why = why
    parts.push(part)
    const seconds = Math.round((performance.now() - began) / 1_000)
    lines.push(`${name.padEnd(20)} ${`${seconds} s`.padStart(7)}   ${endOf(part)}   ${proves}`)
  }
  console.log(['', `Parts of the long tier, seed ${seed}:`, ...lines, ''].join('\n'))
  process.exitCode = close('test-long', parts)
})

function endOf(part) {
  const counts = `${part.passed ?? 0} passed, ${part.failed ?? 0} failed`
  if (part.notReached) return `NOT REACHED: ${part.notReached} (${counts}).`
  if (part.why === undefined) return `${counts}.`
  return `${part.passed > 0 ? `${counts}; the rest was ` : ''}skipped, because ${part.why}`
}
