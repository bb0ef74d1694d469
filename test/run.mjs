import { spawnSync } from 'node:child_process'
import { mkdirSync, readFileSync, rmSync } from 'node:fs'
import path from 'node:path'
import { root } from '../electron/start/root.mjs'
import { main, say } from '../electron/start/say.mjs'
import { setup } from '../electron/start/setup.mjs'
import { findBrowser } from './find-browser.mjs'
import { readPlaywright, readVitest } from './tally.mjs'

const results = path.join(root, 'test-results')
const fileOf = (name) => path.join(results, `${name}.json`)

// npm test: everything, with its own set-up, ending in one plain line.
await main(async () => {
  const node = await setup(root)
  mkdirSync(results, { recursive: true })
  const run = (name, args, env = {}) => {
    rmSync(fileOf(name), { force: true })
    const options = { cwd: root, stdio: ['ignore', 'inherit', 'inherit'], env: { ...process.env, ...env } }
    const ended = spawnSync(node, args, options)
    return { report: read(fileOf(name)), ok: ended.status === 0 }
  }

  const vitest = run('vitest', [
    'node_modules/vitest/vitest.mjs',
    'run',
    '--config=test/vitest.config.ts',
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${fileOf('vitest')}`,
  ])
  const parts = [readVitest(vitest)]

  const browser = findBrowser(root, node)
  if (browser.path) {
    const e2e = run(
      'playwright',
      ['node_modules/@playwright/test/cli.js', 'test', '--config=test/playwright.config.ts'],
      {
        CHROMIUM_PATH: browser.path,
        PLAYWRIGHT_JSON_OUTPUT_FILE: fileOf('playwright'),
      },
    )
    parts.push(readPlaywright(e2e))
  } else {
    say(`The browser tests were skipped: ${browser.why}`)
    parts.push({ passed: 0, failed: 0, skipped: 1, notes: [] })
  }

  const sum = (key) => parts.reduce((total, part) => total + part[key], 0)
  const [passed, failed, skipped] = [sum('passed'), sum('failed'), sum('skipped')]
  if (failed > 0 || passed === 0) process.exitCode = 1
  // Said again here, since a log is often read, or kept, from its end.
  for (const note of parts.flatMap((part) => part.notes)) console.log(note)
  console.log(`${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`)
})

function read(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'))
  } catch {
    return undefined
  }
}
