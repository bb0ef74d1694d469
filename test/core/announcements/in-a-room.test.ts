import { describe, expect, it } from 'vitest'
import type { RoomInput } from '../../../shared/contract/room.ts'
import type { Receipt } from '../../../shared/contract/send.ts'
import { memorySettings, makeFolder, makeApp, roomAt, type Client } from '../../support/make-app.ts'
import { skippingClock } from '../../support/skipping-clock.ts'
import { until } from '../../support/until.ts'
import { setupRoom, refusal } from '../sends/setup-room.ts'

const live = { environment: 'live' } as const
/** Makes a room, a time 30 seconds ahead, and a function that moves the clock to that time. */
async function makeScheduledRoom(room: Partial<RoomInput> = {}) {
  const clock = skippingClock()
  const aheadMs = 30_000
  const when = { kind: 'once' as const, at: new Date(clock.now() + aheadMs).toISOString() }
  const setup = await setupRoom({ room, ports: { clock } })
  return { ...setup, when, skipToDueTime: () => clock.skip(aheadMs) }
}
const lastOutcome = (client: Client) =>
  until(
    async () =>
      (await client.schedules.list()).items[0]?.last?.sendId ?? (await client.schedules.list()).items[0]?.last?.skipped,
  )
const posted = async (client: Client): Promise<Receipt[]> =>
  (await client.sends.list({})).items.filter(({ kind }) => kind === 'announcement')

describe('a scheduled announcement', () => {
  it('accepts its time in the format of every other call: in UTC or with an offset', async () => {
    const { client } = await makeApp()
    const when = { kind: 'once' as const, at: '2999-03-01T21:05:00+08:00' }
    expect(await client.schedules.add({ text: 'On air', when })).toMatchObject({
      when,
      nextAt: '2999-03-01T13:05:00.000Z',
    })
    const vague = client.schedules.add({ text: 'On air', when: { ...when, at: '2999-03-01 21:05' } })
    expect((await refusal(vague)).message).toContain('when.at: must be a time such as 2026-03-01T20:00:00Z')
  })

  it('is filled when it is posted and ends in an ordinary receipt that says who posted it', async () => {
    const { client, ends, vendors, when, skipToDueTime } = await makeScheduledRoom()
    await client.templates.set({ templates: [], variables: [{ name: 'quiz', value: 'music' }] })
    await client.counts.refresh({})
    await client.schedules.add({
      text: 'The {quiz} quiz in {room}, {count} gifts',
      extensionInfo: { a: 1 },
      when,
    })
    skipToDueTime()
    const receipt = await ends(await lastOutcome(client))
    const text = 'The music quiz in Test stage, 0 gifts'
    expect(receipt).toMatchObject({
      state: 'delivered',
      by: 'schedule',
      announcement: { text, extensionInfo: '{"a":1}' },
    })
    expect((await vendors.recording()).tencent.messages).toMatchObject([{ text }])
  })

  it('is skipped in a locked live room', async () => {
    const { client, when, skipToDueTime } = await makeScheduledRoom(live)
    await client.schedules.add({ text: 'On air', when })
    skipToDueTime()
    expect(await lastOutcome(client)).toBe('locked')
    expect(await posted(client)).toEqual([])
  })

  it('passes an open lock without using up its one press', async () => {
    const { client, ends, rose, when, skipToDueTime } = await makeScheduledRoom(live)
    await client.safety.arm({ seconds: 600 })
    await client.schedules.add({ text: 'On air', when })
    skipToDueTime()
    expect(await ends(await lastOutcome(client))).toMatchObject({ state: 'delivered' })
    expect(await client.status.get({})).toMatchObject({ armed: true })
    expect(await ends((await rose()).id)).toMatchObject({ state: 'delivered' })
    expect(await client.status.get({})).toMatchObject({ armed: false })
  })

  it('is switched off by STOP and stays off after Resume until the host switches it on', async () => {
    const { client } = await setupRoom()
    await client.schedules.add({ text: 'Later', when: { kind: 'every', minutes: 5, jitterSeconds: 0 } })
    await client.safety.stop({})
    await client.safety.resume({})
    expect((await client.schedules.list()).items).toMatchObject([{ enabled: false, nextAt: null, offBecause: 'stop' }])
    expect((await client.schedules.resume({})).items).toMatchObject([{ enabled: true, offBecause: null }])
  })

  it('is switched off by a restart', async () => {
    const settings = memorySettings()
    const first = await makeApp({ settings })
    await first.client.schedules.add({ text: 'Tonight', when: { kind: 'every', minutes: 5, jitterSeconds: 0 } })
    await first.stop()
    const { client } = await makeApp({ settings, dataDir: makeFolder() })
    expect((await client.schedules.list()).items).toMatchObject([
      { text: 'Tonight', enabled: false, offBecause: 'restart' },
    ])
  })

  it.each([
    [{ kind: 'every', minutes: 0, jitterSeconds: 0 }, 'when.minutes'],
    [{ kind: 'every', minutes: 2, jitterSeconds: 90 }, 'when.jitterSeconds'],
    [{ kind: 'once', at: 'tomorrow' }, 'when.at'],
    [{ kind: 'once', at: '2001-01-01T00:00:00Z' }, 'when.at'],
  ] as const)('names the invalid field of %j', async (when, field) => {
    const { client } = await makeApp()
    const refused = await refusal(client.schedules.add({ text: 'Hello', when }))
    expect(refused).toMatchObject({ code: 'BAD_REQUEST', data: { issues: [{ field }] } })
  })
})

describe('the announcement queue in a room', () => {
  it('uses the one press of a live lock for a post by hand', async () => {
    const { client, ends } = await setupRoom({ room: live })
    await client.upNext.add({ text: 'One' })
    expect(await refusal(client.upNext.postNext({}))).toMatchObject({ code: 'LOCKED' })
    await client.safety.arm({})
    expect(await ends((await client.upNext.postNext({})).id)).toMatchObject({ state: 'delivered' })
    expect(await client.status.get({})).toMatchObject({ armed: false })
    expect((await client.upNext.get()).items).toEqual([])
  })

  it('does not run after STOP', async () => {
    const { client, ends } = await setupRoom()
    await client.upNext.add({ text: 'One' })
    await client.upNext.add({ text: 'Two' })
    await client.upNext.run({ everySeconds: 3_600 })
    const [one] = await until(async () => ((await posted(client)).length === 1 ? posted(client) : null))
    expect(await ends(one!.id)).toMatchObject({ by: 'up-next', state: 'delivered' })
    await client.safety.stop({})
    expect(await client.upNext.get()).toMatchObject({
      run: null,
      halted: { because: 'stop' },
      items: [{ text: 'Two' }],
    })
    expect(await refusal(client.upNext.run({ everySeconds: 5 }))).toMatchObject({ code: 'STOPPED' })
  })

  it('posts one item for a repeated Idempotency-Key', async () => {
    const { client, as } = await setupRoom()
    await client.upNext.add({ text: 'One' })
    await client.upNext.add({ text: 'Two' })
    const twice = as({ scopes: ['fire'], idempotencyKey: 'press-1' })
    const [first, second] = [await twice.upNext.postNext({}), await twice.upNext.postNext({})]
    expect(second.id).toBe(first.id)
    expect((await client.upNext.get()).items).toMatchObject([{ text: 'Two' }])
  })
})

describe('templates', () => {
  it('are stored by room, and a page gets an event when they change', async () => {
    const { client, vendors } = await setupRoom()
    const mine = { templates: [{ id: 'a', name: 'Rules', text: 'Be kind in {room}' }], variables: [] }
    const events = await client.events.watch({})
    await events.next()
    await client.templates.set(mine)
    for await (const event of events) if (event.kind === 'changed') break
    expect(await client.templates.get()).toEqual(mine)
    await client.room.set(roomAt(vendors, { name: 'Another' }))
    expect(await client.templates.get()).toEqual({ templates: [], variables: [] })
  })

  it('fill an announcement of the control API on request', async () => {
    const { client, ends } = await setupRoom()
    const text = '{room} {{ok}} {goalLeft}'
    const filled = await ends((await client.announcements.post({ text, fill: true })).id)
    const asItIs = await ends((await client.announcements.post({ text })).id)
    expect([filled, asItIs].map(({ announcement }) => announcement?.text)).toEqual(['Test stage {ok} –', text])
  })

  it('are refused if the filled text is longer than an announcement may be', async () => {
    const { client } = await setupRoom()
    await client.templates.set({ templates: [], variables: [{ name: 'long', value: 'x'.repeat(500) }] })
    const refused = await refusal(client.announcements.post({ text: '{long}'.repeat(25), fill: true }))
    expect(refused).toMatchObject({ code: 'BAD_REQUEST', data: { issues: [{ field: 'text' }] } })
  })

  it.each([
    [{ templates: [], variables: [{ name: 'room', value: '' }] }, 'variables.0.name'],
    [{ templates: [], variables: [{ name: 'my quiz', value: '' }] }, 'variables.0.name'],
    [
      {
        templates: [],
        variables: [
          { name: 'a', value: '' },
          { name: 'a', value: '' },
        ],
      },
      'variables.1.name',
    ],
    [{ templates: [{ id: '1', name: '', text: 'Hi' }], variables: [] }, 'templates.0.name'],
  ])('name the invalid field of %j', async (templates, field) => {
    const { client } = await makeApp()
    expect(await refusal(client.templates.set(templates))).toMatchObject({ data: { issues: [{ field }] } })
  })
})
