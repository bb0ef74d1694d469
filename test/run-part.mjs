import { spawn } from 'node:child_process'
import { mkdirSync, readFileSync, rmSync } from 'node:fs'
import path from 'node:path'
import { root } from '../electron/start/root.mjs'
import { readPlaywright, readVitest } from './tally.mjs'

const results = path.join(root, 'test-results')

/**
 * Runs vitest and counts the results. After `leftMs` vitest is ended with all its children, and the part counts as not
 * reached.
 */
export async function runVitest(node, { name, args, env, leftMs }) {
  const report = reportOf(name)
  const cli = ['node_modules/vitest/vitest.mjs', 'run', '--config=test/vitest.config.ts']
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`]
  const ended = await run(node, [...cli, ...args, ...reporters], { report, env, leftMs })
  return ended.isCut ? cut : readVitest(ended)
}

/** Runs Playwright and counts the results. After `leftMs` the tests that ended until then count. */
export async function runPlaywright(node, { name, args, env, leftMs, browser }) {
  const report = reportOf(name)
  const cli = ['node_modules/@playwright/test/cli.js', 'test', '--config=test/playwright.config.ts']
  // Playwright ends its browsers itself; the kill is for a Playwright that hangs.
  const bound = leftMs === undefined || leftMs === Infinity ? [] : [`--global-timeout=${Math.round(leftMs)}`]
  const ended = await run(node, [...cli, ...args, ...bound], {
    report,
    env: { ...env, CHROMIUM_PATH: browser, PLAYWRIGHT_JSON_OUTPUT_FILE: report },
    leftMs: leftMs && leftMs + graceMs,
  })
  return ended.isCut ? cut : readPlaywright(ended)
}

const graceMs = 60_000
const cut = { passed: 0, failed: 0, skipped: 0, notes: [], files: [], notReached: 'the time was up' }

const reportOf = (name) => path.join(results, `${name}.json`)

async function run(node, args, { report, env = {}, leftMs = Infinity }) {
  mkdirSync(results, { recursive: true })
  rmSync(report, { force: true })
  const child = spawn(node, args, {
    cwd: root,
    stdio: ['ignore', 'inherit', 'inherit'],
    env: { ...process.env, ...env },
    // The runner leads a process group, so that the programs and browsers of its tests end with it.
    detached: process.platform !== 'win32',
  })
  const endAll = () => {
    if (process.platform === 'win32' || child.pid === undefined) child.kill('SIGKILL')
    else process.kill(-child.pid, 'SIGKILL')
  }
  const interrupted = () => {
    endAll()
    process.exit(130)
  }
  process.once('SIGINT', interrupted).once('SIGTERM', interrupted)
  let isCut = false
  const timer =
    leftMs < Infinity &&
    setTimeout(() => {
      isCut = true
      endAll()
    }, leftMs)
  const status = await new Promise((resolve) => child.once('exit', resolve))
  clearTimeout(timer)
  process.off('SIGINT', interrupted).off('SIGTERM', interrupted)
  return { report: read(report), ok: status === 0, isCut }
}

function read(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'))
  } catch {
    return undefined
  }
}
