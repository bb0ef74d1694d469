import { execFileSync, spawnSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { describe, expect, it } from 'vitest'
import type { Sandbox } from '../../electron/core/sandbox/start-sandbox.ts'
import { makeFolder, makeVendors, roomAt } from '../support/make-app.ts'
import { until } from '../support/until.ts'
import { folderArgs, useHeadless, type Headless } from './run-headless.ts'

const run = useHeadless()
const recorder = pathToFileURL(path.resolve(import.meta.dirname, '../support/record-dials.mjs')).href
const canTrace = spawnSync('strace', ['-o', '/dev/null', 'true']).status === 0

/** Does everything that a session needs, in the sandbox and in a room, and returns the vendors' address in each. */
async function session(host: Headless, vendors: Sandbox): Promise<string[]> {
  const work = async () => {
    const pressed = [
      await host.api('POST', '/gifts', { body: { vendor: 'tencent', giftId: 'rose', count: 1 } }),
      await host.api('POST', '/gifts', { body: { vendor: 'zego', giftId: 'rose', count: 1 } }),
      await host.api('POST', '/announcements', { body: { text: 'Hi' } }),
    ]
    for (const { json } of pressed)
      await until(async () => (await host.api('GET', `/sends/${json.id}`)).json.state === 'delivered')
    await host.api('POST', '/counts/refresh')
    for (const route of ['/room', '/status', '/sends', '/counts', '/deck', '/gifts?vendor=tencent', '/openapi.json'])
      await host.api('GET', route)
    return ((await host.api('GET', '/room')).json as unknown as { tencent: { host: string } }).tencent.host
  }
  const sandbox = await work()
  await host.api('PUT', '/room', { body: roomAt(vendors) })
  const { text } = await host.api('POST', '/room/check', { body: roomAt(vendors) })
  expect(text).toContain('"step":"reach","result":"passed"')
  const room = await work()
  await host.kill('SIGTERM')
  return [sandbox, room].map((origin) => new URL(origin).host)
}

describe('a whole session', () => {
  it('looks up no name and dials only the vendors of the sandbox and of the room', async () => {
    const vendors = await makeVendors()
    const dials = path.join(makeFolder(), 'dials')
    const env = { NODE_OPTIONS: `--import ${recorder}`, GIFTDECK_DIALS: dials }
    const origins = await session(run(folderArgs(makeFolder()), { env }), vendors)
    expect(new Set(readFileSync(dials, 'utf8').trim().split('\n'))).toEqual(
      new Set(origins.map((origin) => `dial ${origin}`)),
    )
  })

  it('looks up the name of a vendor that is being checked, and no other name', async () => {
    const dials = path.join(makeFolder(), 'dials')
    const env = { NODE_OPTIONS: `--import ${recorder}`, GIFTDECK_DIALS: dials }
    const host = run(folderArgs(makeFolder()), { env })
    const { json } = await host.api('GET', '/room')
    const { tencent } = json as unknown as { tencent: { host: string } }
    const account = { sdkAppId: 1_400_000_001, identifier: 'administrator', secretKey: 'x'.repeat(64) }
    const people = { roomId: 'stage', sender: 'fan', receiver: 'host' }
    const room = { name: 'x', environment: 'test', tencent: { host: 'vendor.giftdeck.invalid', ...account, ...people } }
    const { text } = await host.api('POST', '/room/check', { body: room })
    expect(text).toContain('"step":"reach","result":"failed","reason":"host-not-found"')
    const lines = new Set(readFileSync(dials, 'utf8').trim().split('\n'))
    lines.delete(`dial ${new URL(tencent.host).host}`)
    expect(lines).toEqual(new Set(['dial vendor.giftdeck.invalid:443', 'name vendor.giftdeck.invalid']))
  })

  // Skipped where strace is not installed or may not trace.
  it.skipIf(!canTrace)('dials only the vendors of its rooms according to the operating system', async () => {
    const vendors = await makeVendors()
    const trace = path.join(makeFolder(), 'trace')
    const under = ['strace', '-D', '-f', '-e', 'trace=connect,sendto,sendmsg,sendmmsg', '-o', trace]
    const host = run(folderArgs(makeFolder()), { under })
    const origins = await session(host, vendors)
    // With -D the headless process is our direct child, and the tracer ends after it.
    const over = new RegExp(`^${host.pid} +\\+\\+\\+ `, 'm')
    const calls = await until(() => {
      const text = existsSync(trace) ? readFileSync(trace, 'utf8') : ''
      return over.test(text) ? text.split('\n') : null
    })
    const dialled = calls.flatMap((line) => {
      const [, port, address] = /sin6?_port=htons\((\d+)\).*?"([^"]+)"/.exec(line) ?? []
      return port === undefined ? [] : [`${address}:${port}`]
    })
    expect(new Set(dialled)).toEqual(new Set(origins))
  })
})

describe('the recorder', () => {
  it('records names, connections and datagrams, in threads too', () => {
    const dials = path.join(makeFolder(), 'dials')
    const work = `
      import { createSocket } from 'node:dgram'
      import { resolve4 } from 'node:dns'
      import { connect } from 'node:net'
      await fetch('http://127.0.0.1:50009').catch(() => {})
      resolve4('one.invalid', () => {})
      connect(9, '127.0.0.2').on('error', () => {})
      createSocket('udp4').unref().send('x', 9, '127.0.0.1')`
    const thread = `data:text/javascript,${encodeURIComponent(work.replace('one.', 'two.'))}`
    const code = `
      import { Worker } from 'node:worker_threads'
      ${work}
      new Worker(new URL(${JSON.stringify(thread)}))`
    execFileSync(process.execPath, ['--input-type=module', '-e', code], {
      env: { ...process.env, NODE_OPTIONS: `--import ${recorder}`, GIFTDECK_DIALS: dials },
    })
    const lines = readFileSync(dials, 'utf8').trim().split('\n')
    expect(new Set(lines)).toEqual(
      new Set(['dial 127.0.0.1:50009', 'name one.invalid', 'name two.invalid', 'dial 127.0.0.2:9', 'datagram']),
    )
  })
})
