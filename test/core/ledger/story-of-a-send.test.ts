import { describe, expect, it } from 'vitest'
import { systemClock } from '../../../electron/core/platform/system.ts'
import { makeApp, makeFolder, memorySecrets, memorySettings } from '../../support/make-app.ts'
import { setupRoom, refusal } from '../sends/setup-room.ts'

describe('the story of a send', () => {
  it('contains every step in order, with the attempt and its exact body', async () => {
    const { client, rose, ends, vendors } = await setupRoom()
    const { id } = await rose({ count: 10 })
    const receipt = await ends(id)
    const { send, steps } = await client.sends.story({ id })
    expect(send).toEqual(receipt)
    expect(steps.map(({ state }) => state)).toEqual(['queued', 'sending', 'delivered'])
    expect(steps.map(({ seq }) => seq)).toEqual(steps.map(({ seq }) => seq).toSorted((a, b) => a - b))
    expect(steps[2]).toMatchObject({
      reason: 'delivered-ok',
      message: expect.stringContaining('Delivered.'),
      requestId: receipt.requestId,
    })
    expect(steps.every(({ sinceFirstMs }) => sinceFirstMs !== null && sinceFirstMs >= 0)).toBe(true)
    const [, sending] = steps
    expect(sending!.attempt).toMatchObject({ api: 'send_gift' })
    expect(JSON.parse(sending!.attempt!.body)).toMatchObject({ RoomId: vendors.world.tencent.roomId })
    expect(sending!.attempt!.body).toMatch(/"Count":\s*10\b/)
  })

  it('keeps every attempt of a gift that was postponed', async () => {
    const { client, rose, ends, vendors } = await setupRoom()
    await vendors.setFaults({ refuse: { code: 60_007, times: 1, only: ['send_gift'] } })
    const { id } = await rose()
    await ends(id)
    const { steps } = await client.sends.story({ id })
    expect(steps.map(({ state }) => state)).toEqual(['queued', 'sending', 'waiting', 'sending', 'delivered'])
    expect(steps[2]).toMatchObject({ code: 60_007, reason: 'rate-limited' })
    const attempts = steps.flatMap(({ attempt }) => attempt ?? [])
    expect(new Set(attempts.map(({ callId }) => callId)).size).toBe(2)
  })

  it('shows where Giftdeck was restarted, and measures no time across the restart', async () => {
    const deps = { dataDir: makeFolder(), settings: memorySettings(), secrets: memorySecrets() }
    const first = await setupRoom({ ports: deps })
    await first.vendors.setFaults({ hangBefore: { ms: 60_000, only: ['send_gift'] } })
    const { id } = await first.rose()
    await first.reaches(id, 'sending')
    await first.stop()

    // The second run has another monotonic clock, as after a reboot of the computer.
    const clock = { ...systemClock, monotonic: () => systemClock.monotonic() - 1_000_000 }
    const { client } = await makeApp({ ...deps, clock })
    const { steps } = await client.sends.story({ id })
    expect(steps.map(({ state, run }) => ({ state, run }))).toEqual([
      { state: 'queued', run: 1 },
      { state: 'sending', run: 1 },
      { state: 'unknown', run: 2 },
    ])
    expect(steps[1]!.sinceFirstMs).toBeGreaterThanOrEqual(0)
    expect(steps[2]!.sinceFirstMs).toBeNull()
  })

  it('links to the send that it repeats, and to those that repeat it', async () => {
    const { client, rose, ends } = await setupRoom()
    const first = await rose()
    await ends(first.id)
    const second = await client.sends.again({ id: first.id })
    await ends(second.id)
    const [parent, child] = [await client.sends.story({ id: first.id }), await client.sends.story({ id: second.id })]
    expect(parent.children.map(({ id }) => id)).toEqual([second.id])
    expect(parent.parent).toBeNull()
    expect(child.parent?.id).toBe(first.id)
    expect(child.send.parentId).toBe(first.id)
  })

  it('holds no secret and no URL, for either vendor', async () => {
    const { client, rose, game, post, ends, vendors } = await setupRoom()
    const sends = [await rose(), await game(), await post('Hello')]
    const { tencent, zego, origin } = vendors.world
    for (const { id } of sends) {
      await ends(id)
      const story = await client.sends.story({ id })
      const bodies = story.steps.flatMap(({ attempt }) => attempt?.body ?? [])
      expect(bodies).toHaveLength(1)
      const text = JSON.stringify(story)
      for (const secret of [tencent.secretKey, zego.serverSecret, origin, 'usersig', 'Signature'])
        expect(text).not.toContain(secret)
    }
  })

  it('of a missing send is NOT_FOUND', async () => {
    const { client } = await setupRoom()
    expect(await refusal(client.sends.story({ id: 'nobody' }))).toMatchObject({ code: 'NOT_FOUND' })
  })
})
