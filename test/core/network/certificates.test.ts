import type { ServerResponse } from 'node:http'
import type { LookupFunction } from 'node:net'
import { describe, expect, it, onTestFinished } from 'vitest'
import { createPost, type PostDeps } from '../../../electron/core/vendors/http-client.ts'
import { patient } from '../../support/policies.ts'
import { makeAuthority } from './certificates.ts'
import { tlsVendor, vendorUrl, type TlsVendor } from './tls-vendor.ts'

const here: LookupFunction = (_, options, done) =>
  options.all ? done(null, [{ address: '127.0.0.1', family: 4 }]) : done(null, '127.0.0.1', 4)

function postTo({ port }: TlsVendor, store: string[], more: Partial<PostDeps> = {}) {
  let reads = 0
  const certificates = () => {
    reads += 1
    return store
  }
  const { post, close } = createPost({ policy: patient, certificates, lookup: here, ...more })
  onTestFinished(close)
  const url = new URL(vendorUrl)
  url.port = String(port)
  return { post: (body = '{}') => post(url, body), reads: () => reads }
}

describe('a company’s own certificate', () => {
  it('is trusted when it is in this computer’s store, and the call leaves once', async () => {
    const vendor = await tlsVendor()
    const { post } = postTo(vendor, [vendor.authority.certificate])
    expect(await post('{"gift":1}')).toMatchObject({ kind: 'answer', status: 200 })
    expect(vendor.requests.map(({ body }) => body)).toEqual(['{"gift":1}'])
  })

  it('causes one read of the store for any number of connections', async () => {
    const waiting: ServerResponse[] = []
    // No call is answered before all have arrived.
    const vendor = await tlsVendor({
      answer: (response) => {
        if (waiting.push(response) === 20) for (const each of waiting) each.end('{}')
      },
    })
    const { post, reads } = postTo(vendor, [vendor.authority.certificate])
    const all = await Promise.all(Array.from({ length: 20 }, () => post()))
    expect(all.every(({ kind }) => kind === 'answer')).toBe(true)
    expect(reads()).toBe(1)
    expect(vendor.requests.length).toBe(20)
  })

  it('is found when it is added to the store later', async () => {
    const vendor = await tlsVendor()
    const store: string[] = []
    const { post } = postTo(vendor, store)
    expect(await post()).toEqual({ kind: 'never-left', why: 'certificate' })
    store.push(vendor.authority.certificate)
    expect(await post()).toMatchObject({ kind: 'answer', status: 200 })
  })

  it('does not make the certificates of another authority trusted', async () => {
    const company = await tlsVendor()
    const stranger = await tlsVendor({ authority: await makeAuthority('Somebody else') })
    const { post } = postTo(stranger, [company.authority.certificate])
    expect(await post()).toEqual({ kind: 'never-left', why: 'certificate' })
    expect(stranger.requests).toEqual([])
  })
})

describe('a certificate that is not the vendor’s', () => {
  it('lets no call leave if it has another name, such as that of a sign-in page', async () => {
    const portal = await tlsVendor({ names: ['login.hotel.test'] })
    const { post } = postTo(portal, [portal.authority.certificate])
    expect(await post()).toEqual({ kind: 'never-left', why: 'certificate' })
    expect(portal.requests).toEqual([])
  })

  it.each([
    ['past', { fromDay: -2, toDay: -1 }],
    ['in the future', { fromDay: 1, toDay: 2 }],
  ])('lets no call leave and reports the date if its time is %s', async (_, valid) => {
    const vendor = await tlsVendor({ valid })
    const { post } = postTo(vendor, [vendor.authority.certificate])
    expect(await post()).toEqual({ kind: 'never-left', why: 'certificate-date' })
    expect(vendor.requests).toEqual([])
  })
})
