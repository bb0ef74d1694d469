import type { Socket } from 'node:net'
import { describe, expect, it, onTestFinished } from 'vitest'
import { keepAlivePool } from '../../../electron/core/network/keep-alive.ts'
import { policy } from '../../../electron/core/policy.ts'
import { createPost, type PostDeps } from '../../../electron/core/vendors/http-client.ts'
import { keeping } from '../../support/policies.ts'
import { nextTurn, until } from '../../support/until.ts'
import { rawServer, response } from '../vendors/servers.ts'

function makePost(deps: Partial<PostDeps> = {}) {
  const made = createPost({ policy: keeping, ...deps })
  onTestFinished(made.close)
  return made
}

/** Starts a vendor behind a router that silently drops idle connections: later packets on them are lost. */
async function forgetfulVendor(head = '') {
  const known = new Set<Socket>()
  const forgotten = new Set<Socket>()
  const server = await rawServer((socket) => {
    known.add(socket)
    if (!forgotten.has(socket)) socket.write(response('{}', head))
  })
  return {
    ...server,
    forget: () => known.forEach((socket) => forgotten.add(socket)),
    areClosed: () => [...known].every(({ destroyed }) => destroyed),
  }
}

describe('a kept connection that died silently', () => {
  it('would make a press unknown', async () => {
    const vendor = await forgetfulVendor()
    const { post } = makePost({ policy: { ...keeping, callTimeoutMs: 500 } })
    await until(async () => (await post(vendor.url, '{}')).kind === 'answer')
    await nextTurn()
    vendor.forget()
    expect(await post(vendor.url, '{}')).toEqual({ kind: 'silent', why: 'timed-out' })
  })

  it.each(['', 'Keep-Alive: timeout=3600\r\n'])('is closed after some idle time: %j', async (head) => {
    const vendor = await forgetfulVendor(head)
    const { post } = makePost({ policy: { ...keeping, keepAliveMs: 100 } })
    await post(vendor.url, '{}')
    vendor.forget()
    await until(() => vendor.areClosed())
    expect(await post(vendor.url, '{}')).toMatchObject({ kind: 'answer' })
    expect(vendor.connections()).toBe(2)
  })

  it('is not used after a sleep, even if no timer noticed it', async () => {
    const vendor = await forgetfulVendor()
    let wall = Date.now()
    const { post } = makePost({ now: () => wall })
    await post(vendor.url, '{}')
    vendor.forget()
    wall += 3_600_000
    expect(await post(vendor.url, '{}')).toMatchObject({ kind: 'answer' })
  })

  it('is not used after the system reports a wake-up', async () => {
    const vendor = await forgetfulVendor()
    const { post, renew } = makePost()
    await post(vendor.url, '{}')
    vendor.forget()
    renew()
    expect(await post(vendor.url, '{}')).toMatchObject({ kind: 'answer' })
  })

  it('is not used in another network', async () => {
    const vendor = await forgetfulVendor()
    let wall = Date.now()
    let addresses = '192.0.2.17'
    const { post } = makePost({ now: () => wall, addresses: () => addresses })
    await post(vendor.url, '{}')
    vendor.forget()
    addresses = '198.51.100.4'
    wall += 1_100
    expect(await post(vendor.url, '{}')).toMatchObject({ kind: 'answer' })
  })

  it('is closed without cutting off a call on the wire', async () => {
    let socketOfCall: Socket | undefined
    const server = await rawServer((socket) => void (socketOfCall = socket))
    const { post, renew } = makePost()
    const waiting = post(server.url, '{}')
    const held = await until(() => socketOfCall)
    renew()
    held.write(response('{"late":1}'))
    expect(await waiting).toMatchObject({ kind: 'answer', body: '{"late":1}' })
    expect(server.requests.length).toBe(1)
  })

  it('is closed after each renewal, so that none stays open', async () => {
    let open = 0
    const server = await rawServer((socket) => {
      open += 1
      socket.once('close', () => (open -= 1))
      socket.write(response('{}'))
    })
    const { post, renew } = makePost()
    for (let nth = 0; nth < 5; nth++) {
      await post(server.url, '{}')
      renew()
    }
    await until(() => open === 0)
    expect(server.requests.length).toBe(5)
  })
})

describe('kept connections', () => {
  const make = () => {
    const here = { now: 0, addresses: 'a' }
    const kept = keepAlivePool({ now: () => here.now, addresses: () => here.addresses, policy: policy.network })
    return { here, kept }
  }

  it('stay valid while they are used', () => {
    const { here, kept } = make()
    for (let ms = 0; ms < 60_000; ms += 3_000) {
      here.now = ms
      expect(kept.staleBy()).toBe(null)
      kept.used()
    }
  })

  it('become stale when the clock jumps either way', () => {
    const { here, kept } = make()
    here.now = 4_001
    expect(kept.staleBy()).toBe('idle')
    kept.used()
    here.now = -10_000
    expect(kept.staleBy()).toBe('idle')
  })

  it('become stale once when the computer’s addresses change', () => {
    const { here, kept } = make()
    here.addresses = 'b'
    here.now = 1_500
    kept.used()
    expect(kept.staleBy()).toBe('moved')
    expect(kept.staleBy()).toBe(null)
  })
})
