import { once } from 'node:events'
import { mkdtempSync } from 'node:fs'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { Worker } from 'node:worker_threads'
import { startServer } from '../../../electron/core/server/server.ts'
import { figure, table } from '../table.ts'
import type { Crowd } from './crowd-client.ts'
import { makeBenchApp } from './make-bench-app.ts'
import { removeFolder } from '../../support/this-system.ts'

const calls = 8_000
const pressed = 2_000
const mostMs = 250
type Way = Exclude<Crowd['way'], 'alone'>
const ways: Record<Way, string> = {
  WebSocket: `behind ${calls.toLocaleString('en')} calls on its own WebSocket`,
  pipelined: `behind ${calls.toLocaleString('en')} calls on its own HTTP connection`,
  connections: `on a fresh connection, ${calls.toLocaleString('en')} calls over 200 others`,
}
const wall = () => performance.timeOrigin + performance.now()
const heldBytes = () => {
  globalThis.gc!()
  const { heapUsed, external } = process.memoryUsage()
  return heapUsed + external
}

/** Measures how soon STOP acts while a program calls as fast as it can, and the cost of a client that never reads. */
export async function benchCrowd(): Promise<string> {
  const rows: string[][] = []
  for (const way of Object.keys(ways) as Way[]) {
    const { committedMs, lastLeftMs } = await stopBehind(way)
    rows.push([`STOP ${ways[way]}: committed after ms`, figure(committedMs, 0), `<= ${mostMs}`])
    rows.push(['its last gift left after ms', figure(lastLeftMs, 0), `<= ${mostMs}`])
  }
  rows.push(['a client that never reads: most memory it costs, MB', figure(await neverReads(), 1), '<= 16.8'])
  return ['## A crowd at the doors', table(['what', 'seen', 'target'], rows)].join('\n\n')
}

async function stopBehind(way: Way) {
  let lastLeft = 0
  const { bench, server, end } = await open(() => (lastLeft = wall()))
  try {
    await bench.client.room.set(bench.room)
    const { activeSends } = bench.app.deps
    let committedAt = 0
    const stop = activeSends.stop.bind(activeSends)
    activeSends.stop = async () => {
      const stopped = await stop()
      committedAt = wall()
      return stopped
    }
    const fire = () => bench.client.gifts.fire({ vendor: 'tencent', giftId: 'rose', count: 1 })
    await Promise.all(Array.from({ length: pressed }, fire))
    const { port, token } = server
    const start = (as: Crowd['way']) => {
      const workerData: Crowd = { way: as, port, token, calls }
      return new Worker(new URL('./crowd-client.ts', import.meta.url), { workerData, execArgv: [] })
    }
    const crowd = start(way)
    const [word] = (await once(crowd, 'message')) as [number | 'asking']
    const [stoppedAt] = word === 'asking' ? ((await once(start('alone'), 'message')) as [number]) : [word]
    await crowd.terminate()
    return { committedMs: committedAt - stoppedAt, lastLeftMs: lastLeft - stoppedAt }
  } finally {
    await end()
  }
}

async function neverReads(): Promise<number> {
  const { bench, server, end } = await open()
  try {
    const socket = connect(server.port, '127.0.0.1')
    const { port, token } = server
    socket.write(`GET /api/v1/events HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nAuthorization: Bearer ${token}\r\n\r\n`)
    await once(socket, 'data')
    socket.pause()
    const { eventStream } = bench.app
    const [reading] = bench.app.readings()
    const before = heldBytes()
    let most = 0
    for (let at = 0; eventStream.watchers() > 0; at++) {
      eventStream.safety({ armed: false, armedUntil: new Date(at).toISOString(), hold: false, stopped: false })
      if (reading) eventStream.reading({ ...reading, totalCount: at })
      if (at % 100 === 0) await new Promise((resolve) => setImmediate(resolve))
      if (at % 5_000 === 0) most = Math.max(most, heldBytes() - before)
    }
    socket.destroy()
    return most / 1e6
  } finally {
    await end()
  }
}

async function open(onLeaving?: () => void) {
  const bench = await makeBenchApp(onLeaving)
  const pageDir = mkdtempSync(path.join(tmpdir(), 'giftdeck-bench-page-'))
  const server = await startServer(bench.app, { port: 0, pageDir })
  const end = async () => {
    await server.stop()
    await bench.end()
    removeFolder(pageDir)
  }
  return { bench, server, end }
}
