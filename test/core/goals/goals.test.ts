import { describe, expect, it } from 'vitest'
import { makeApp, memorySettings } from '../../support/make-app.ts'
import { setupRoom, refusal } from '../sends/setup-room.ts'
import type { Reading } from '../../../shared/contract/counts.ts'
import { goalSchema } from '../../../shared/contract/goals.ts'
import { goalLeft } from '../../../shared/domain/goals.ts'

const mic = { id: 'mic', title: 'New microphone', target: 2_000 }
const whole = {
  ...mic,
  measure: 'coins' as const,
  from: 'total' as const,
  receiver: 'cohost',
  segments: [
    { at: 500, label: 'stand' },
    { at: 1_000, label: 'cable' },
  ],
  deadline: '2026-03-01T20:00:00+01:00',
}

describe('goals', () => {
  it('are none at first, and are stored with their room over a restart', async () => {
    const settings = memorySettings()
    const first = await makeApp({ settings })
    expect(await first.client.goals.get({})).toEqual({ goals: [] })
    await first.client.goals.set({ goals: [mic, { ...whole, id: 'whole' }] })
    await first.stop()
    const again = await makeApp({ settings })
    expect(await again.client.goals.get({})).toEqual({
      goals: [
        { ...mic, measure: 'gifts', from: 'session', segments: [] },
        { ...whole, id: 'whole' },
      ],
    })
  })

  it('cause an event when they change', async () => {
    const { app, client } = await makeApp()
    const ending = new AbortController()
    const events = app.eventStream.watch(undefined, ending.signal)
    await events.next()
    await client.goals.set({ goals: [mic] })
    const changed: string[] = []
    for await (const event of events) {
      if (event.kind === 'changed') changed.push(event.what)
      if (changed.includes('goals')) break
    }
    expect(changed).toContain('goals')
    ending.abort()
  })

  it.each([
    ['a target under 1', [{ ...mic, target: 0 }], 'goals.0.target'],
    ['marks that do not rise', [{ ...mic, segments: [{ at: 5 }, { at: 5 }] }], 'goals.0.segments.1.at'],
    ['a mark past the target', [{ ...mic, segments: [{ at: 2_000 }] }], 'goals.0.segments.0.at'],
    ['a deadline that is no time', [{ ...mic, deadline: 'tonight' }], 'goals.0.deadline'],
    ['a receiver that is no user id', [{ ...mic, receiver: 'not-ascii-é' }], 'goals.0.receiver'],
    ['two goals of one id', [mic, mic], 'goals'],
    ['more than five', Array.from({ length: 6 }, (_, at) => ({ ...mic, id: String(at) })), 'goals'],
  ])('refuse %s and name the field', async (_, goals, field) => {
    const { client } = await makeApp()
    expect(await refusal(client.goals.set({ goals }))).toMatchObject({
      code: 'BAD_REQUEST',
      data: { issues: [{ field }] },
    })
    expect(await client.goals.get({})).toEqual({ goals: [] })
  })
})

describe('what the first goal still lacks', () => {
  const at = (totalCount: number | null) => ({ totalCount, baseline: { totalCount: 10 }, receiver: 'host' }) as Reading
  const first = goalSchema.parse(mic)

  it('follows the session without a limit', () => {
    expect([at(10), at(510), at(9_000)].map((reading) => goalLeft([first], [reading]))).toEqual([2_000, 1_500, 0])
  })

  it('is unknown without a count, without a goal, or if nobody reads its receiver', () => {
    expect(goalLeft([first], [at(null)])).toBeNull()
    expect(goalLeft([], [at(10)])).toBeNull()
    expect(goalLeft([{ ...first, receiver: 'cohost' }], [at(10)])).toBeNull()
  })

  it('can be used in an announcement', async () => {
    const { client } = await setupRoom()
    await client.goals.set({ goals: [mic] })
    await client.counts.refresh({})
    const { id } = await client.announcements.post({ text: 'Only {goalLeft} to go', fill: true })
    expect((await client.sends.get({ id })).announcement!.text).toBe('Only 2,000 to go')
  })
})
