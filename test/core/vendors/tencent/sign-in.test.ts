import { describe, expect, it } from 'vitest'
import { readUserSig } from '../../../../electron/core/vendors/tencent/user-sig.ts'
import { answer, newYear } from '../fakes.ts'
import { fail, makeTencent, ok, rose } from './make-tencent.ts'

const hour = 60 * 60 * 1000
type Made = ReturnType<typeof makeTencent>
const sigs = ({ vendor }: Made) => vendor.sent.map((one) => one.url.searchParams.get('usersig') ?? '')
const fire = ({ client }: Made) => client.send(client.giftCall(rose))

describe('staying signed in with a SecretKey', () => {
  it('uses one sign-in for many calls', async () => {
    const made = makeTencent()
    await fire(made)
    made.clock.pass(17 * hour)
    await fire(made)
    expect(new Set(sigs(made)).size).toBe(1)
    expect(readUserSig(sigs(made)[0] ?? '')).toMatchObject({ expiresAt: newYear + 24 * hour })
  })

  it('creates the next sign-in when a quarter of the life of the first is left', async () => {
    const made = makeTencent()
    await fire(made)
    made.clock.pass(18 * hour)
    await fire(made)
    expect(readUserSig(sigs(made)[1] ?? '')).toMatchObject({ expiresAt: newYear + 42 * hour })
  })

  it('renews the sign-in once when the vendor calls it expired', async () => {
    const made = makeTencent()
    made.vendor.answers(fail(70001), answer(ok()))
    made.clock.pass(1000)
    expect(await fire(made)).toMatchObject({ state: 'waiting', reason: 'sign-in-expired', renewed: true, code: 70001 })
    made.clock.pass(1000)
    expect(await fire(made)).toMatchObject({ state: 'delivered' })
  })

  it('gives up when the renewed sign-in is called expired too, and pauses the connection', async () => {
    const made = makeTencent()
    made.vendor.answers(fail(70001))
    await fire(made)
    expect(await fire(made)).toMatchObject({ state: 'refused', reason: 'sign-in-expired', pauses: true })
  })

  it('renews once for all calls that were on the wire together', async () => {
    const made = makeTencent()
    made.vendor.answers(fail(70001))
    const both = await Promise.all([fire(made), fire(made)])
    expect(both.map((one) => one.state)).toEqual(['waiting', 'waiting'])
  })

  it('may renew again after a success in between', async () => {
    const made = makeTencent()
    made.vendor.answers(fail(70001), answer(ok()), fail(70001))
    await fire(made)
    await fire(made)
    expect(await fire(made)).toMatchObject({ state: 'waiting', renewed: true })
  })

  it("renews by the vendor's clock when this computer's is wrong, and says so when that does not help", async () => {
    const made = makeTencent()
    const expired = { ActionStatus: 'FAIL', ErrorCode: 70001, ErrorInfo: '', RequestId: 'r' }
    made.vendor.answers(answer(expired, { date: 'Sat, 03 Jan 2026 00:00:00 GMT' }))
    await fire(made)
    expect(made.client.clockSkewMs()).toBe(48 * hour + 500)
    expect(await fire(made)).toMatchObject({ state: 'refused', reason: 'clock-off', pauses: true })
    expect(readUserSig(sigs(made)[1] ?? '')).toMatchObject({ expiresAt: newYear + 72 * hour })
  })

  it('signs with a new key as soon as there is one', async () => {
    const made = makeTencent()
    await fire(made)
    made.secrets.secret = () => Promise.resolve({ secretKey: 'f'.repeat(64) })
    await fire(made)
    expect(new Set(sigs(made)).size).toBe(2)
  })
})

describe('signed in with a pasted UserSig', () => {
  it('uses the UserSig as it is', async () => {
    const made = makeTencent({ userSig: 'eJpasted*-_' })
    await fire(made)
    expect(sigs(made)).toEqual(['eJpasted*-_'])
  })

  it('pauses the connection at once when it has expired, since nobody can renew it here', async () => {
    const made = makeTencent({ userSig: 'eJpasted' })
    made.vendor.answers(fail(70001))
    expect(await fire(made)).toMatchObject({ state: 'refused', reason: 'sign-in-expired', pauses: true })
  })
})

describe('an unavailable key', () => {
  it('sends nothing and pauses the connection', async () => {
    const made = makeTencent()
    made.secrets.secret = () => Promise.reject(new Error('locked'))
    expect(await fire(made)).toEqual({ state: 'refused', reason: 'secret-missing', pauses: true })
    expect(made.vendor.sent).toEqual([])
  })
})
