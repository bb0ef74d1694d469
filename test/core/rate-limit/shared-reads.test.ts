import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { policy } from '../../../electron/core/policy.ts'
import { shareRead, shareReads, shareSteps } from '../../../electron/core/rate-limit/shared-reads.ts'
import { makeFakeClock, type FakeClock } from '../../support/fake-clock.ts'

const depsOf = (clock: FakeClock) => ({ clock, policy: policy.sharedReads })
const pause = (clock: FakeClock, ms: number) => new Promise<void>((resolve) => clock.setTimeout(resolve, ms))

/** Makes a vendor that answers each read, after a given delay, with the time at which the read began. */
function makeVendor(tookMs: number | ((read: number) => number)) {
  const clock = makeFakeClock()
  let reads = 0
  let atOnce = 0
  let mostAtOnce = 0
  const read = async () => {
    const began = clock.monotonic()
    reads += 1
    mostAtOnce = Math.max(mostAtOnce, (atOnce += 1))
    await pause(clock, typeof tookMs === 'number' ? tookMs : tookMs(reads))
    atOnce -= 1
    return began
  }
  return { clock, read, reads: () => reads, mostAtOnce: () => mostAtOnce }
}

describe('callers that request the same data from a vendor', () => {
  it('share two reads, however many they are', async () => {
    const { clock, read, reads } = makeVendor(40)
    const ask = shareRead(depsOf(clock), read)
    const answers = [ask()]
    for (let at = 0; at < 500; at++) {
      answers.push(ask())
      await clock.advance(0.5)
    }
    await clock.advance(2_000)
    await Promise.all(answers)
    expect(reads()).toBe(2)
  })

  it('do not wait if only one of them asks', async () => {
    const { clock, read, reads } = makeVendor(40)
    const ask = shareRead(depsOf(clock), read)
    for (let at = 1; at <= 5; at++) {
      const [began, answer] = [clock.monotonic(), ask()]
      await clock.advance(40)
      expect(await answer).toBe(began)
      expect(reads()).toBe(at)
    }
  })

  it('never get an answer that is older than their request, nor cause two reads at once', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.integer({ min: 0, max: 900 }), { minLength: 1, maxLength: 40 }),
        fc.array(fc.integer({ min: 0, max: 1_500 }), { minLength: 1, maxLength: 10 }),
        async (gaps, times) => {
          const { clock, read, reads, mostAtOnce } = makeVendor((at) => times[at % times.length]!)
          const ask = shareRead(depsOf(clock), read)
          const answers: Promise<void>[] = []
          for (const gap of gaps) {
            await clock.advance(gap)
            const asked = clock.monotonic()
            answers.push(ask().then((began) => expect(began).toBeGreaterThanOrEqual(asked)))
          }
          await clock.runUntil(() => false)
          await Promise.all(answers)
          expect(mostAtOnce()).toBe(1)
          expect(reads()).toBeLessThanOrEqual(gaps.length)
        },
      ),
      { numRuns: 300 },
    )
  })

  it('get the error of the read that failed, or the answer of the next read', async () => {
    const clock = makeFakeClock()
    let fails = true
    const ask = shareRead(depsOf(clock), async () => {
      await pause(clock, 10)
      if (fails) throw new Error('no answer')
      return 'here'
    })
    const all = Promise.allSettled([ask(), ask(), ask()])
    await clock.advance(20)
    fails = false
    await clock.advance(1_000)
    expect((await all).map(({ status }) => status)).toEqual(['rejected', 'fulfilled', 'fulfilled'])
  })

  it('share only with callers of the same data', async () => {
    const { clock, read } = makeVendor(40)
    const asked: string[] = []
    const ask = shareReads(
      depsOf(clock),
      (what: string) => what,
      (what) => {
        asked.push(what)
        return read()
      },
    )
    const all = ['a', 'b', 'a', 'b', 'a'].map(ask)
    await clock.advance(2_000)
    await Promise.all(all)
    expect(asked.toSorted()).toEqual(['a', 'a', 'b', 'b'])
  })

  it('get every step of a stepwise read as it arrives', async () => {
    const clock = makeFakeClock()
    let runs = 0
    const check = shareSteps(depsOf(clock), String, async function* (room: string) {
      runs += 1
      for (const step of ['reach', 'clock', room]) {
        await pause(clock, 100)
        yield step
      }
    })
    const seen: Record<string, string[]> = { first: [], second: [], third: [] }
    const follow = async (who: string) => {
      for await (const step of check('room')) seen[who]!.push(step)
    }
    const all = Promise.all(['first', 'second', 'third'].map(follow))
    await clock.advance(150)
    expect(seen).toEqual({ first: ['reach'], second: [], third: [] })
    await clock.advance(500)
    expect(seen['second']).toEqual(seen['third'])
    await clock.runUntil(() => false)
    await all
    for (const steps of Object.values(seen)) expect(steps).toEqual(['reach', 'clock', 'room'])
    expect(runs).toBe(2)
  })
})
