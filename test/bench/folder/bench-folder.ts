import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { createInterface } from 'node:readline'
import { openActiveSends } from '../../../electron/core/ledger/active-sends.ts'
import { openLedger } from '../../../electron/core/ledger/ledger.ts'
import { policy } from '../../../electron/core/policy.ts'
import { createSlices } from '../../../electron/core/platform/slices.ts'
import { systemClock } from '../../../electron/core/platform/system.ts'
import { aPress } from '../a-press.ts'
import { percentile } from '../percentile.ts'
import { figure, table } from '../table.ts'
import { removeFolder } from '../../support/this-system.ts'

const quiet = () => {}
const built = path.join(import.meta.dirname, '../../../out/main/headless.js')
const worker = new URL('../../../electron/core/ledger/worker.ts', import.meta.url)

/** Measures what a large data folder costs per call, for a change of a small setting and at the start. Needs a build. */
export async function benchFolder(): Promise<string> {
  const dir = mkdtempSync(path.join(tmpdir(), 'giftdeck-bench-'))
  try {
    const small = await costOf(path.join(dir, 'small'), 0)
    const large = await costOf(path.join(dir, 'large'), 12)
    const starts: string[][] = []
    for (const sends of [0, 100_000, largest]) {
      const data = path.join(dir, `ledger-${sends}`)
      await fill(data, sends)
      // The first start migrates the folder.
      await startOnce(data, 'SIGTERM')
      const clean = await startOften(data, 'SIGTERM')
      const killed = await startOften(data, 'SIGKILL')
      starts.push([
        `start with ${sends.toLocaleString('en')} sends: ready line after an orderly end, ms`,
        figure(clean, 0),
        '',
      ])
      starts.push([
        `start with ${sends.toLocaleString('en')} sends: ready line after a kill, ms`,
        figure(killed, 0),
        '',
      ])
    }
    const pages = await timeReads(path.join(dir, `ledger-${largest}`))
    return [
      '## A large data folder',
      table(
        ['what', 'seen', 'target'],
        [
          ['a wrong token, empty settings, p50 ms', figure(small.wrongToken, 2), ''],
          ['a wrong token, 9 MB of picture decks, p50 ms', figure(large.wrongToken, 2), 'as above'],
          ['`PUT /goals`, empty settings, p50 ms', figure(small.goals, 1), ''],
          ['`PUT /goals`, 9 MB of picture decks, p50 ms', figure(large.goals, 1), 'the disk alone'],
          ...starts,
          ...pages,
        ],
      ),
    ].join('\n\n')
  } finally {
    removeFolder(dir)
  }
}

const largest = 1_000_000
const reads = {
  'the newest page of the history': '/sends/search?limit=50',
  'a page in the middle': '/sends/search?limit=50&offset=500000',
  'the sends that were refused': '/sends/search?limit=50&state=refused',
  'the sends of a vendor': '/sends/search?limit=50&vendor=tencent',
  'a text that a send has': '/sends/search?limit=50&text=fan',
  'a text that no send has': '/sends/search?limit=50&text=nothing',
  'the list of sessions': '/sessions',
}

/** Times what a host reads of a long history. */
async function timeReads(dataDir: string): Promise<string[][]> {
  const host = await start(dataDir)
  const rows: string[][] = []
  for (const [name, route] of Object.entries(reads)) {
    const waits: number[] = []
    for (let time = 0; time < 10; time++) {
      const begun = performance.now()
      const answer = await fetch(`${host.url}api/v1${route}`, { headers: { authorization: `Bearer ${host.token}` } })
      await answer.arrayBuffer()
      if (time > 0) waits.push(performance.now() - begun)
    }
    rows.push([`${largest.toLocaleString('en')} sends: ${name}, p50 ms`, figure(percentile(waits, 0.5), 0), '<= 100'])
  }
  await end(host.child, 'SIGTERM')
  return rows
}

/** Writes the settings of these rooms. Twelve rooms of 17 keys with the largest pictures come to 9 MB. */
function writeSettings(dataDir: string, rooms: number) {
  const image = `data:image/png;base64,${'A'.repeat(44_000)}`
  const gifts = [{ vendor: 'tencent', giftId: 'rose' }]
  const keys = Array.from({ length: 17 }, (_, at) => ({ id: `key-${at}`, label: `${at}`, icon: '🌹', image, gifts }))
  const names = Array.from({ length: rooms }, (_, at) => `Room ${at}`)
  const decks = Object.fromEntries(names.map((name) => [name, [{ id: 'page', name: '', keys }]]))
  mkdirSync(dataDir, { recursive: true })
  writeFileSync(path.join(dataDir, 'settings.json'), JSON.stringify({ version: 1, decks }))
}

async function costOf(dataDir: string, rooms: number) {
  writeSettings(dataDir, rooms)
  const host = await start(dataDir)
  const ask = async (method: string, route: string, token: string, body?: object) => {
    const begun = performance.now()
    const answer = await fetch(`${host.url}api/v1${route}`, {
      method,
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      ...(body && { body: JSON.stringify(body) }),
    })
    await answer.arrayBuffer()
    return performance.now() - begun
  }
  const often = async (run: () => Promise<number>) => {
    const waits: number[] = []
    for (let time = 0; time < 30; time++) waits.push(await run())
    return percentile(waits, 0.5)
  }
  const goals = await often(() => ask('PUT', '/goals', host.token, { goals: [{ id: 'mic', target: 5 }] }))
  const wrongToken = await often(() => ask('GET', '/status', 'wrong'))
  await end(host.child, 'SIGTERM')
  return { goals, wrongToken }
}

async function start(dataDir: string) {
  const child = spawn(process.execPath, [built, '--data-dir', dataDir, '--port', '0'], {
    stdio: ['ignore', 'pipe', 'ignore'],
  })
  const [line] = (await once(createInterface(child.stdout), 'line')) as [string]
  return { child, ...(JSON.parse(line) as { url: string; token: string }) }
}

async function end(child: ChildProcess, signal: NodeJS.Signals) {
  const gone = once(child, 'exit')
  child.kill(signal)
  await gone
}

async function startOnce(dataDir: string, signal: NodeJS.Signals) {
  const begun = performance.now()
  const { child } = await start(dataDir)
  const ms = performance.now() - begun
  await end(child, signal)
  return ms
}

/** Measures several starts, each after a shutdown of this kind. */
async function startOften(dataDir: string, signal: NodeJS.Signals) {
  await startOnce(dataDir, signal)
  const all: number[] = []
  for (let time = 0; time < 5; time++) all.push(await startOnce(dataDir, signal))
  return percentile(all, 0.5)
}

async function fill(dir: string, sends: number) {
  mkdirSync(dir, { recursive: true })
  const ledger = await openLedger({ worker, dir, clock: systemClock, policy: policy.ledger })
  const log = { info: quiet, warn: quiet, error: quiet }
  const clock = systemClock
  const slices = createSlices({ clock, policy: policy.eventLoop })
  const activeSends = await openActiveSends({ ledger, clock, runId: 'bench', log, slices, policy })
  for (let left = sends; left > 0; left -= 4_000) {
    const added = await Promise.all(Array.from({ length: Math.min(4_000, left) }, () => activeSends.add(aPress())))
    await Promise.all(
      added.map(({ id }) =>
        activeSends.changeTogether([{ id, patch: { state: 'sending', reason: 'sending', attempts: 1 } }], callOf(id)),
      ),
    )
    await Promise.all(added.map(({ id }) => activeSends.change(id, { state: 'delivered', reason: 'delivered-ok' })))
  }
  await ledger.close()
}

const callOf = (id: string) => ({ id: `call-${id}`, vendor: 'tencent', api: 'send_gift', body: '{"GiftId":"rose"}' })
