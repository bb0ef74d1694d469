import { describe, expect, it } from 'vitest'
import { createLedgerTime, type StoredTime } from '../../../electron/core/ledger/protocol.ts'
import { makeFakeClock } from '../../support/fake-clock.ts'

const hourMs = 60 * 60 * 1_000
const dayMs = 24 * hourMs
const yearMs = 365 * dayMs
const june = Date.UTC(2026, 5, 1)

/** Simulates one run whose wall clock starts at `wall`. Returns the ledger's stored time after `body`. */
async function run(
  stored: StoredTime,
  wall: number,
  body: (of: { clock: ReturnType<typeof makeFakeClock>; confirm: () => void }) => Promise<void> | void,
): Promise<StoredTime> {
  const clock = makeFakeClock(wall)
  const time = createLedgerTime(stored, clock)
  await body({ clock, confirm: () => time.confirm() })
  return time.stored()
}

const fresh: StoredTime = { now: june, confirmed: null }

describe("the ledger's time", () => {
  it('follows the monotonic clock and sleep while Giftdeck runs, and no correction of the wall clock', async () => {
    const after = await run(fresh, june, async ({ clock }) => {
      await clock.advance(hourMs)
      clock.jumpWall(yearMs)
      clock.jumpWall(-3 * yearMs)
      clock.sleep(2 * hourMs)
      await clock.advance(hourMs)
    })
    expect(after.now).toBe(june + 4 * hourMs)
  })

  it.each([
    ['1970', 0],
    ['2000-01-01', Date.UTC(2000, 0, 1)],
    ['a year ahead', june + yearMs],
    ['a day back', june - dayMs],
  ])('does not jump at a start whose clock shows %s', async (_, wall) => {
    expect((await run(fresh, wall, () => {})).now).toBe(june)
  })

  it('counts the time between two runs in which a vendor confirmed the wall clock', async () => {
    const first = await run(fresh, june, ({ confirm }) => confirm())
    const wrong = await run(first, june + yearMs, ({ clock }) => clock.advance(hourMs))
    expect(wrong.now).toBe(june + hourMs)
    const later = await run(wrong, june + 3 * dayMs, async ({ confirm, clock }) => {
      await clock.advance(hourMs)
      confirm()
      confirm()
    })
    const next = await run(later, june + 3 * dayMs, () => {})
    expect([later.now, next.now]).toEqual([june + 2 * hourMs, june + 3 * dayMs + hourMs])
  })

  it('does not jump within a run by a clock that is a minute off, because waiting sends age by it', async () => {
    const after = await run(fresh, june, async ({ clock, confirm }) => {
      confirm()
      clock.jumpWall(61_000)
      confirm()
      clock.jumpWall(-122_000)
      confirm()
    })
    expect(after.now).toBe(june)
  })

  it('starts at the first confirmation: what was recorded in 1970 is not 56 years old', async () => {
    const started = await run({ now: 5_000, confirmed: null }, 5_000, ({ clock }) => clock.advance(hourMs))
    const right = await run(started, june, ({ confirm }) => confirm())
    expect((await run(right, june, () => {})).now).toBe(5_000 + hourMs)
  })

  it('never goes backwards', async () => {
    const first = await run(fresh, june, async ({ clock, confirm }) => {
      confirm()
      await clock.advance(5 * dayMs)
    })
    const back = await run(first, june - yearMs, ({ confirm }) => confirm())
    expect(back.now).toBe(first.now)
  })
})
