import { readFileSync, writeFileSync } from 'node:fs'
import { connect } from 'node:net'
import path from 'node:path'
import { createServer } from 'node:tls'
import type { AddressInfo } from 'node:net'
import { describe, expect, it, onTestFinished } from 'vitest'
import type { Sandbox } from '../../electron/core/sandbox/start-sandbox.ts'
import type { RoomInput } from '../../shared/contract/room.ts'
import { makeFolder, makeVendors, roomAt } from '../support/make-app.ts'
import { until } from '../support/until.ts'
import { makeAuthority } from '../core/network/certificates.ts'
import { httpProxy, refusal } from '../core/network/proxies.ts'
import { vendorName } from '../core/network/tls-vendor.ts'
import { folderArgs, useHeadless, type Headless } from './run-headless.ts'

const run = useHeadless()

/** Puts the vendors behind a company's own certificate, and writes the file that its administrator would install. */
async function inACompany(vendors: Sandbox) {
  const authority = await makeAuthority()
  const front = createServer(await authority.issue([vendorName]), (client) => {
    const vendor = connect(Number(new URL(vendors.world.origin).port), '127.0.0.1')
    client.on('error', () => vendor.destroy()).pipe(vendor)
    vendor.on('error', () => client.destroy()).pipe(client)
  })
  await new Promise<void>((resolve) => front.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => void front.close())
  const file = path.join(makeFolder(), 'company.pem')
  writeFileSync(file, authority.certificate)
  return { port: (front.address() as AddressInfo).port, file }
}

function roomBehind(vendors: Sandbox): RoomInput {
  const room = roomAt(vendors)
  return { ...room, tencent: { ...room.tencent!, host: vendorName }, zego: { ...room.zego!, host: vendorName } }
}

const press = async (host: Headless) => {
  const { json } = await host.api('POST', '/gifts', { body: { vendor: 'tencent', giftId: 'rose', count: 3 } })
  return until(async () => {
    const { json: receipt } = await host.api('GET', `/sends/${json.id}`)
    return ['queued', 'sending', 'waiting'].includes(receipt.state) ? null : receipt
  })
}

describe('a host in a company’s network', () => {
  // Where a system keeps its certificates in a store of its own, a test cannot add one.
  it.skipIf(process.platform !== 'linux')(
    'sends through HTTPS_PROXY with a certificate from this computer’s store, and writes no password down',
    async () => {
      const vendors = await makeVendors()
      const { port, file } = await inACompany(vendors)
      const proxy = await httpProxy({ to: port })
      const dataDir = makeFolder()
      const host = run(folderArgs(dataDir), {
        env: { HTTPS_PROXY: `http://host:proxy-canary@127.0.0.1:${proxy.port}`, SSL_CERT_FILE: file },
      })
      const room = roomBehind(vendors)
      const { text } = await host.api('POST', '/room/check', { body: room })
      expect(text).not.toContain('"result":"failed"')
      await host.api('PUT', '/room', { body: room })
      expect(await press(host)).toMatchObject({ state: 'delivered', attempts: 1 })
      const { tencent } = await vendors.recording()
      expect(tencent.gifts).toHaveLength(1)
      expect(proxy.asked.every(({ target }) => target === `${vendorName}:443`)).toBe(true)
      await host.kill('SIGTERM')
      const written = `${host.stdout()}${host.stderr()}${readFileSync(path.join(dataDir, 'settings.json'), 'utf8')}`
      expect(written).not.toMatch(/proxy-canary|Proxy-Authorization/i)
    },
  )

  it('reports a proxy that wants a Windows sign-in, in the check, the receipt and the connection', async () => {
    const vendors = await makeVendors()
    const { port } = await inACompany(vendors)
    const proxy = await httpProxy({ to: port, refuse: () => refusal('407 No', 'Proxy-Authenticate: Negotiate\r\n') })
    const host = run(folderArgs(makeFolder()), { env: { HTTPS_PROXY: `http://127.0.0.1:${proxy.port}` } })
    const room = roomBehind(vendors)
    const { text } = await host.api('POST', '/room/check', { body: room })
    expect(text).toContain('"step":"reach","result":"failed","reason":"proxy-sign-in-unsupported"')
    expect(text).toContain('Windows sign-in')
    await host.api('PUT', '/room', { body: room })
    expect(await press(host)).toMatchObject({ state: 'refused', reason: 'proxy-sign-in-unsupported', attempts: 1 })
    const { json } = await host.api('GET', '/status')
    expect(json).toMatchObject({
      connections: [{ vendor: 'tencent', state: 'paused', trouble: { reason: 'proxy-sign-in-unsupported' } }, {}],
    })
    expect((await vendors.recording()).tencent.gifts).toEqual([])
  })

  it('reports a certificate that no authority has signed', async () => {
    const vendors = await makeVendors()
    const { port } = await inACompany(vendors)
    const proxy = await httpProxy({ to: port })
    const host = run(folderArgs(makeFolder()), { env: { HTTPS_PROXY: `http://127.0.0.1:${proxy.port}` } })
    await host.api('PUT', '/room', { body: roomBehind(vendors) })
    expect(await press(host)).toMatchObject({ state: 'refused', reason: 'certificate-untrusted', attempts: 1 })
    expect((await vendors.recording()).tencent.gifts).toEqual([])
  })
})
