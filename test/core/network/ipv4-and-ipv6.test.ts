import { createServer, type AddressInfo, type LookupFunction } from 'node:net'
import { networkInterfaces } from 'node:os'
import { describe, expect, it, onTestFinished } from 'vitest'
import { createPost } from '../../../electron/core/vendors/http-client.ts'
import { connectFailureOf } from '../../../electron/core/network/connect-failure.ts'
import { patient } from '../../support/policies.ts'
import { closedPort, httpServer } from '../vendors/servers.ts'

const namesTo =
  (...addresses: { address: string; family: 4 | 6 }[]): LookupFunction =>
  (_, options, done) =>
    options.all ? done(null, addresses) : done(null, addresses[0]!.address, addresses[0]!.family)

const hasIpv6 = Object.values(networkInterfaces()).some((all) => all?.some(({ address }) => address === '::1'))
const v4 = { address: '127.0.0.1', family: 4 } as const
/** Reserved for documentation: nobody has it, and most networks drop packets to it (RFC 3849, RFC 5737). */
const deadV6 = { address: '2001:db8::1', family: 6 } as const
const deadV4 = { address: '192.0.2.1', family: 4 } as const

function postWith(lookup: LookupFunction, connectTimeoutMs = patient.connectTimeoutMs) {
  const { post, close } = createPost({ policy: { ...patient, connectTimeoutMs }, lookup })
  onTestFinished(close)
  return post
}

async function namedVendor(): Promise<{ url: URL; calls: () => number }> {
  let calls = 0
  const url = await httpServer((_, answer) => {
    calls += 1
    answer.end('{}')
  })
  url.hostname = 'vendor.giftdeck.test'
  return { url, calls: () => calls }
}

describe('a vendor with IPv6 and IPv4 addresses', () => {
  it.each([
    ['IPv6 is dead', [deadV6, v4]],
    ['IPv4 is dead', [deadV4, v4]],
    ['the first three are dead', [deadV6, deadV4, deadV6, v4]],
  ])('is reached, once, if %s', async (_, addresses) => {
    const { url, calls } = await namedVendor()
    expect(await postWith(namesTo(...addresses))(url, '{}')).toMatchObject({ kind: 'answer', status: 200 })
    expect(calls()).toBe(1)
  })

  it('counts as refused if both addresses refuse', async () => {
    const url = await closedPort()
    url.hostname = 'vendor.giftdeck.test'
    const post = postWith(namesTo({ address: '::1', family: 6 }, v4))
    expect(await post(url, '{}')).toEqual({ kind: 'never-left', why: 'refused' })
  })

  it('gets no call if both addresses are dead', async () => {
    const { url, calls } = await namedVendor()
    const post = postWith(namesTo(deadV6, deadV4), 600)
    expect(await post(url, '{}')).toMatchObject({ kind: 'never-left' })
    expect(calls()).toBe(0)
  })

  it.skipIf(!hasIpv6)('is reached over IPv6 alone', async () => {
    const server = createServer((socket) => socket.end('HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}'))
    await new Promise<void>((resolve, reject) => server.once('error', reject).listen(0, '::1', resolve))
    onTestFinished(() => void server.close())
    const url = new URL(`http://[::1]:${(server.address() as AddressInfo).port}/call`)
    expect(await postWith(namesTo())(url, '{}')).toMatchObject({ kind: 'answer', status: 200 })
  })
})

describe('the reason of several failed addresses', () => {
  const failed = (code: string) => Object.assign(new Error(code), { code })

  it.each([
    [['ENETUNREACH', 'ECONNREFUSED'], 'refused'],
    [['ENETUNREACH', 'ETIMEDOUT'], 'connect-timeout'],
    [['EHOSTUNREACH', 'ENETUNREACH'], 'refused'],
    [['ENETUNREACH', 'ENETUNREACH'], 'offline'],
  ])('is the most informative one: %j', (codes, why) => {
    const all = Object.assign(new AggregateError(codes.map(failed)), { code: codes[0] })
    expect(connectFailureOf(all, true)).toBe(why)
  })
})
