import { describe, expect, it } from 'vitest'
import fc from 'fast-check'
import type { Goal } from '../../../shared/contract/goals.ts'
import { goalNow, readingOf } from '../../../shared/domain/goals.ts'
import { policy } from '../../../electron/core/policy.ts'
import { goalProgress } from '../../../renderer/features/counts/celebrations.ts'
import { applyReading, applyReadings, useCounts } from '../../../renderer/features/counts/store.ts'
import { makeApp, makeFolder, makeVendors, memorySecrets, memorySettings, roomAt } from '../../support/make-app.ts'
import { inTier, seed } from '../../support/tier.ts'
import { until } from '../../support/until.ts'
import { startTestServer, type TestServer } from '../server/start-test-server.ts'
import { openOverlay } from './open-overlay.ts'

const everyone: Goal = { id: 'all', title: 'All', measure: 'gifts', from: 'session', target: 100, segments: [] }
const viewersOnly: Goal = { ...everyone, id: 'viewers', title: 'Viewers', count: 'viewers' }

type Step =
  | { does: 'viewers send' | 'we send' | 'we send, and the answer is lost'; count: number }
  | {
      does: 'the session starts over' | 'that is undone' | 'another room is used' | 'the room comes back' | 'a restart'
    }

const counted = fc.record({
  does: fc.constantFrom('viewers send' as const, 'we send' as const, 'we send, and the answer is lost' as const),
  count: fc.integer({ min: 1, max: 9 }),
})
const other = fc.record({
  does: fc.constantFrom(
    'the session starts over' as const,
    'that is undone' as const,
    'another room is used' as const,
    'the room comes back' as const,
  ),
})
const history: fc.Arbitrary<Step[]> = fc.array(
  fc.oneof(
    { weight: 10, arbitrary: counted },
    { weight: 6, arbitrary: other },
    { weight: 1, arbitrary: fc.constant({ does: 'a restart' as const }) },
  ),
  { minLength: 1, maxLength: 5 },
)

/** Applies the events of a server to the stores of the cockpit, as its page does. */
async function followAsCockpit(server: TestServer, signal: AbortSignal) {
  for await (const event of await server.client.events.watch(undefined, { signal })) {
    if (event.kind === 'snapshot') applyReadings(event.readings)
    if (event.kind === 'reading') applyReading(event.reading)
  }
}
const cockpitShows = (goal: Goal) =>
  goalProgress(goal, readingOf(goal, Object.values(useCounts.getState().readings))).now

describe(`the cockpit and the overlays (seed ${seed})`, () => {
  it('show the same number after every step of a show', { timeout: 900_000 }, async () => {
    const vendors = await makeVendors()
    const quick = { ...policy, sharedReads: { startsApartMs: 0 } }
    const kept = { settings: memorySettings(), secrets: memorySecrets(), dataDir: makeFolder(), policy: quick }
    const viewers = await makeApp({ room: roomAt(vendors) })
    const start = async (first: boolean) => {
      const server = await startTestServer({ ...kept, ...(first && { room: roomAt(vendors) }) })
      const stopped = new AbortController()
      followAsCockpit(server, stopped.signal).catch(() => undefined)
      return { server, stopped }
    }
    let { server, stopped } = await start(true)
    await server.client.goals.set({ goals: [everyone, viewersOnly] })
    const make = (goal: string) => server.client.overlays.create({ name: goal, goal, room: 'Test stage' })
    const tokens = [(await make('all')).token, (await make('viewers')).token] as const
    const openBoth = () => tokens.map((token) => openOverlay(server, token))
    let overlays = openBoth()

    const send = async (by: Pick<TestServer, 'client'>, count: number) => {
      const { id } = await by.client.gifts.fire({ vendor: 'tencent', giftId: 'rose', count })
      const isOver = (state: string) => state === 'delivered' || state === 'unknown'
      await until(async () => isOver((await by.client.sends.get({ id })).state))
    }
    const run = async (step: Step) => {
      switch (step.does) {
        case 'viewers send':
          return send(viewers, step.count)
        case 'we send':
          return send(server, step.count)
        case 'we send, and the answer is lost':
          await vendors.setFaults({ resetAfter: { times: 1, only: ['send_gift'] } })
          return send(server, step.count)
        case 'the session starts over':
          return server.client.counts.resetBaseline()
        case 'that is undone':
          return server.client.counts.undoBaseline().catch(() => undefined)
        case 'another room is used':
          return server.client.room.set(roomAt(vendors, { name: 'Other stage' }))
        case 'the room comes back':
          return server.client.rooms.use({ name: 'Test stage' })
        case 'a restart':
          stopped.abort()
          await server.stop()
          ;({ server, stopped } = await start(false))
          overlays = openBoth()
          return undefined
      }
    }
    const compare = async () => {
      await server.client.counts.refresh()
      const { readings } = await server.client.counts.get()
      const isHere = (await server.client.status.get()).room === 'Test stage'
      for (const [at, goal] of [everyone, viewersOnly].entries()) {
        const expected = goalNow(goal, readingOf(goal, readings))
        await until(() => cockpitShows(goal) === expected)
        const view = () => overlays[at]!.view()
        await until(() => (isHere ? view()?.goal?.now === expected : view() === null))
      }
    }

    await fc.assert(
      fc.asyncProperty(history, async (steps) => {
        for (const step of steps) {
          await run(step)
          await compare()
        }
      }),
      { seed, numRuns: inTier({ fast: 15, long: 1_000 }), endOnFailure: true },
    )
    expect(cockpitShows(everyone)).not.toBeNull()
  })
})
