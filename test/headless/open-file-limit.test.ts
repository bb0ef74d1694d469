import { readdirSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import type { Receipt } from '../../shared/contract/send.ts'
import { makeFolder, makeVendors, roomAt } from '../support/make-app.ts'
import { until } from '../support/until.ts'
import { destroyAll, openSocket, requestText, type RawConnection } from '../core/server/raw-connections.ts'
import { folderArgs, useHeadless, type Headless } from './run-headless.ts'

const run = useHeadless()

/** Starts a headless process with a limit on its open files and sockets. */
const withFiles = (files: number) =>
  run(folderArgs(makeFolder()), { under: ['bash', '-c', `ulimit -n ${files}; exec "$0" "$@"`] })
const filesOf = ({ pid }: Headless) => readdirSync(`/proc/${pid}/fd`).length

/** Returns the number of open files once the workers run and the sandbox has answered. */
async function restingFiles(host: Headless) {
  await host.api('GET', '/sends/search')
  await until(async () => ((await host.api('GET', '/counts')).json.readings as { at: string | null }[])[0]?.at)
  return filesOf(host)
}

async function openMany(port: number, many: number) {
  const sockets: RawConnection[] = []
  for (let at = 0; at < many; at += 100)
    sockets.push(...(await Promise.all(Array.from({ length: 100 }, () => openSocket(port)))))
  return sockets
}

describe.skipIf(process.platform !== 'linux')('a host with a limit of 256 open files', () => {
  it('survives 3,000 idle connections, and accepts STOP beside them', async () => {
    const host = withFiles(256)
    const { port } = await host.ready
    const before = await restingFiles(host)
    const idle = await openMany(port, 3_000)
    expect((await host.api('GET', '/status')).status).toBe(200)
    expect((await host.api('POST', '/stop')).json).toEqual({ cancelled: 0, alreadySent: 0, unknown: 0 })
    expect(filesOf(host)).toBeLessThan(256)
    destroyAll(idle)
    await until(() => filesOf(host) <= before)
    expect(host.stderr()).not.toContain('"level":50')
  })

  it('survives 1,000 downloads that are aborted half way', async () => {
    const host = withFiles(256)
    const { port } = await host.ready
    const before = await restingFiles(host)
    for (let round = 0; round < 10; round++) {
      const dropped = await openMany(port, 100)
      for (const { socket } of dropped) socket.write(requestText({ port }, 'GET', '/', 'Range: bytes=5-2\r\n'))
      // The server may have ended some of these connections to admit newer ones.
      await until(() => dropped.every(({ text, isClosed }) => text() !== '' || isClosed()))
      for (const { socket } of dropped) socket.resetAndDestroy()
    }
    await until(() => filesOf(host) <= before)
    expect((await host.api('GET', '/status')).status).toBe(200)
  })

  it('resends gifts that found no connection to the vendor, and knows the outcome of each gift', async () => {
    const vendors = await makeVendors()
    // Some 45 files are open from the start.
    const host = withFiles(60)
    const { port } = await host.ready
    const limits = { expireAfterMs: 0 }
    expect((await host.api('PUT', '/room', { body: roomAt(vendors, { limits, zego: undefined }) })).status).toBe(200)
    const idle = await openMany(port, 100)
    const body = { vendor: 'tencent', giftId: 'rose', count: 1 }
    /** Presses until the server accepts the press. A refused connection has delivered nothing. */
    const press = () =>
      until(async () => {
        const answer = await host.api('POST', '/gifts', { body }).catch(() => null)
        return answer?.status === 202 ? (answer.json as { id: string }) : null
      })
    const presses = await Promise.all(
      Array.from({ length: 12 }, async () => {
        const answers: { id: string }[] = []
        for (let each = 0; each < 10; each++) answers.push(await press())
        return answers
      }),
    )
    const open = ['queued', 'sending', 'waiting', 'processing']
    const receipts = await until(async () => {
      const answer = await host.api('GET', '/sends?limit=1000').catch(() => null)
      const items = (answer?.json?.items ?? []) as Receipt[]
      return items.length === presses.flat().length && items.every(({ state }) => !open.includes(state)) ? items : null
    })
    destroyAll(idle)
    const states = Object.groupBy(receipts, ({ state }) => state)
    expect(states.unknown).toBeUndefined()
    for (const { reason } of states.refused ?? []) expect(reason).toBe('connection-not-opened')
    expect((await vendors.recording()).tencent.gifts).toHaveLength(states.delivered?.length ?? 0)
  })
})
