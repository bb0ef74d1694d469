import { describe, expect, it, onTestFinished } from 'vitest'
import { createPost } from '../../../electron/core/vendors/http-client.ts'
import { goingClock } from '../../support/running-clock.ts'
import { roomAt, type Client } from '../../support/make-app.ts'
import { patient } from '../../support/policies.ts'
import { until } from '../../support/until.ts'
import { setupRoom } from '../sends/setup-room.ts'
import type { RoomInput } from '../../../shared/contract/room.ts'

async function makeCountedRoom() {
  const time = goingClock()
  const { post, close } = createPost({ policy: patient })
  onTestFinished(close)
  const calls: string[] = []
  const counted = time.through((url, body) => {
    calls.push(url.pathname.split('/').at(-1) || (url.searchParams.get('Action') ?? ''))
    return post(url, body)
  })
  const setup = await setupRoom({
    room: { limits: { expireAfterMs: 0 } },
    ports: { clock: time.clock, post: counted },
  })
  const tencent = () => calls.filter((call) => call.includes('_'))
  const isOver = async (id: string) => {
    const now = await setup.client.sends.get({ id })
    return ['delivered', 'refused'].includes(now.state) ? now : null
  }
  return {
    ...setup,
    clock: time.clock,
    during: <T>(work: Promise<T>) => time.during(work),
    calls,
    tencent,
    isOver: (id: string) => until(() => isOver(id)),
  }
}

async function checked(client: Client, room: RoomInput) {
  const lines: string[] = []
  for await (const { vendor, step, result, reason } of await client.room.check(room))
    lines.push([vendor, step, result, reason].join(' ').trim())
  return lines.filter((line) => line.startsWith('tencent'))
}

describe('a sign-in that the vendor has locked out (70050)', () => {
  it.each(['send_gift', 'send_text_msg', 'get_gift_count'])(
    'is not used by any call for a minute, whichever call met the lockout: %s',
    async (api) => {
      const { client, vendors, rose, post, clock, calls, tencent, during, isOver } = await makeCountedRoom()
      await during(client.counts.refresh({}))
      await vendors.setFaults({ refuse: { code: 70_050, times: 1, only: [api] } })
      if (api === 'get_gift_count') await during(client.counts.refresh({}))
      const [gift, text] = await Promise.all([rose(), post('Hello')])
      const sends = [gift.id, text.id]
      await during(until(async () => (await client.counts.get({})).readings[0]?.trouble))
      const refusedAt = clock.monotonic()
      calls.length = 0
      const refreshed = await during(client.counts.refresh({}))
      expect(refreshed.readings[0]).toMatchObject({ trouble: { reason: 'sign-in-locked-out', code: 70_050 } })
      expect(await checked(client, roomAt(vendors))).toContain('tencent signature failed sign-in-locked-out')
      await clock.advance(55_000)
      expect(tencent()).toEqual([])
      const ends = await during(Promise.all(sends.map(isOver)))
      expect(ends.map(({ state }) => state)).toEqual(['delivered', 'delivered'])
      expect(clock.monotonic() - refusedAt).toBeGreaterThan(55_000)
      await during(until(async () => (await client.counts.get({})).readings[0]?.trouble === null))
    },
  )

  it('does not affect the other vendor or another sign-in of the same app', async () => {
    const { client, vendors, game, rose, clock, during, isOver } = await makeCountedRoom()
    await vendors.setFaults({ refuse: { code: 70_050, times: 1, only: ['send_gift'] } })
    const { id } = await rose()
    await during(until(async () => (await client.sends.get({ id })).state === 'waiting'))
    const before = clock.monotonic()
    expect(await during(isOver((await game()).id))).toMatchObject({ state: 'delivered' })
    const { tencent } = roomAt(vendors)
    // This account is no admin, and only the vendor can have reported that.
    const lines = await checked(client, { ...roomAt(vendors), tencent: { ...tencent!, identifier: 'host' } })
    expect(lines).toContain('tencent admin failed admin-needed')
    expect(clock.monotonic() - before).toBeLessThan(60_000)
  })
})

describe('a server that answers 429 with Retry-After', () => {
  it.each([
    ['30', 30_000],
    ['86400', 60_000],
  ])('gets no call of that lane for %s s, at most a minute', async (retryAfter, restMs) => {
    const { vendors, rose, post, clock, calls, during, isOver } = await makeCountedRoom()
    await vendors.setFaults({ http429: { times: 1, only: ['send_gift'], retryAfter } })
    const { id: first } = await rose()
    await during(until(async () => calls.filter((call) => call === 'send_gift').length === 1))
    await clock.settle()
    const refusedAt = clock.monotonic()
    const { id: second } = await rose()
    const { id: text } = await post('Another lane goes on')
    expect(await during(isOver(text))).toMatchObject({ state: 'delivered' })
    const [one, two] = await during(Promise.all([first, second].map(isOver)))
    expect(clock.monotonic() - refusedAt).toBeGreaterThanOrEqual(restMs - 1_000)
    expect([one!.attempts, two!.attempts]).toEqual([2, 1])
    expect([one!.state, two!.state]).toEqual(['delivered', 'delivered'])
    expect(calls.filter((call) => call === 'send_gift')).toHaveLength(3)
  })

  it('is not queried for counts in that time, and a request for counts gets the reason at once', async () => {
    const { client, vendors, calls, clock, during } = await makeCountedRoom()
    await during(client.counts.refresh({}))
    await vendors.setFaults({ http429: { times: 1, only: ['get_gift_count'], retryAfter: '30' } })
    await during(client.counts.refresh({}))
    calls.length = 0
    const { readings } = await during(client.counts.refresh({}))
    expect(readings[0]).toMatchObject({ trouble: { reason: 'rate-limited' } })
    await clock.advance(25_000)
    expect(calls.filter((call) => call === 'get_gift_count')).toEqual([])
    await during(until(async () => (await client.counts.get({})).readings[0]?.trouble === null))
  })
})
