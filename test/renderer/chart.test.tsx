import { screen } from '@testing-library/react'
import { describe, expect, it } from 'vitest'
import { CountsPanel, sessionOf } from '../../renderer/features/counts/CountsPanel.tsx'
import {
  totalsToLabel,
  chosen,
  isInSight,
  panned,
  showing,
  zoomed,
} from '../../renderer/features/counts/chart-options.ts'
import { drawingOf, wordsOf } from '../../renderer/features/counts/ChartTooltip.tsx'
import { loadHistory, applyReadings, useCounts } from '../../renderer/features/counts/store.ts'
import { applyStatus } from '../../renderer/features/status/store.ts'
import type { SessionPoint } from '../../shared/contract/counts.ts'
import { historyLimit, withReading, perMinute } from '../../shared/domain/rates.ts'
import { answerCalls } from './support/answer-calls.ts'
import { show } from './support/page.tsx'
import { reading, status } from './support/samples.ts'

const start = Date.parse('2026-03-01T12:00:00.000Z')
const iso = (seconds: number) => new Date(start + seconds * 1_000).toISOString()
const at = (seconds: number, totalCount: number | null = 1) => reading({ at: iso(seconds), totalCount })
const { baseline } = reading()

describe('the session chart', () => {
  const gifts = (points: readonly SessionPoint[]) => points.map((point) => point.gifts)

  it('starts at the baseline', () => {
    expect(gifts(sessionOf(withReading([], at(2, 1_250)), baseline))).toEqual([1_243, 1_250])
  })

  it('has the whole session on a page that opens late, and loses no reading that arrives while it loads', async () => {
    const { vendor, roomId, receiver } = reading()
    const points = withReading(withReading([], at(2, 5)), at(9, 7))
    answerCalls({ 'counts.points': () => ({ items: [{ vendor, roomId, receiver, points }] }) })
    applyReadings([at(12, 8)])
    await loadHistory()
    expect(gifts(sessionOf(Object.values(useCounts.getState().history)[0]!, baseline))).toEqual([1_243, 5, 7, 8])
  })

  it('leaves a gap for the time before the page was open', () => {
    expect(gifts(sessionOf(withReading([], at(600, 1_300)), baseline))).toEqual([1_243, null, 1_300])
  })

  it('starts again when the baseline moves, and is restored when the move is undone', () => {
    const moved = { totalCount: 8, totalCoins: 0, senderCount: 0, at: iso(4) }
    const before = withReading([], { ...at(2, 7), fromGiftdeck: 3 })
    const points = withReading(before, { ...at(6, 9), baseline: moved, fromGiftdeck: 1 })
    expect(gifts(sessionOf(points, moved))).toEqual([8, 9])
    const whole = sessionOf(points, baseline)
    expect(gifts(whole)).toEqual([1_243, 7, 9])
    expect(whole.map((point) => point.ours)).toEqual([0, 3, null])
  })

  it('leaves a gap where a reading had no total', () => {
    expect(gifts(withReading([], at(2, null)))).toEqual([null])
  })

  it('is empty again when another receiver is chosen', () => {
    expect(withReading(withReading([], at(2)), reading({ at: null, baseline: null }))).toEqual([])
  })

  it('ignores a reading it already has', () => {
    const points = withReading([], at(2))
    expect(withReading(points, at(2))).toBe(points)
  })

  it('stays bounded over eight hours, keeps both ends, and gives every hour the same detail', () => {
    let points: readonly SessionPoint[] = []
    for (let second = 2; second <= 8 * 3_600; second += 2) points = withReading(points, at(second, second))
    expect(points.length).toBeLessThanOrEqual(historyLimit)
    expect([points[0]?.gifts, points.at(-1)?.gifts]).toEqual([2, 8 * 3_600])
    for (let hour = 0; hour < 8; hour++) {
      const within = points.filter((point) => Math.floor((point.at - start) / 3_600_000) === hour)
      expect(within.length).toBeGreaterThanOrEqual(60)
    }
  })
})

describe('a chart that cannot be drawn', () => {
  it('shows its content as text', () => {
    applyStatus(status())
    applyReadings([at(2, 1_250)])
    show(<CountsPanel />)
    const words = screen.getAllByText(/^Gifts in this session: from 1,243 at .* to 1,250 at /)
    expect(words.some((each) => each.tagName === 'P')).toBe(true)
  })
})

describe('the axis labels of the chart', () => {
  it('are round, or both ends of the data where only one round label would fit', () => {
    expect(totalsToLabel({ min: 0, max: 17 }, 5, { min: 0, max: 15 })).toEqual([0, 5, 10, 15])
    expect(totalsToLabel({ min: 0, max: 753 }, 1_000, { min: 0, max: 684 })).toEqual([0, 684])
    expect(totalsToLabel({ min: 1_237, max: 1_306 }, 500, { min: 1_243, max: 1_300 })).toEqual([1_243, 1_300])
    expect(totalsToLabel({ min: 0, max: 1 }, 5, { min: 0, max: 0 })).toEqual([0])
  })
})

describe("Giftdeck's own share", () => {
  const points = sessionOf(
    withReading(withReading([], { ...at(2, 1_250), fromGiftdeck: 4 }), { ...at(4, 1_250), fromGiftdeck: 90 }),
    baseline,
  )

  it('starts at the baseline and never exceeds the total, which lags behind', () => {
    expect(drawingOf(points, 'gifts').own).toEqual([1_243, 1_247, 1_250])
  })

  it('is drawn neither for coins nor where Giftdeck sent nothing', () => {
    expect(drawingOf(points, 'coins').own).toEqual([null, null, null])
    expect(drawingOf(sessionOf(withReading([], at(2, 1_250)), baseline), 'gifts').own).toEqual([null, null])
  })
})

describe('the rate', () => {
  const every = (stepS: number, values: (number | null)[]) =>
    values.map((value, index) => ({ at: start + index * stepS * 1_000, value }))

  it('is the change of the last minute', () => {
    expect(perMinute(every(30, [0, 0, 10, 20]))).toBe(20)
  })

  it('is per minute when readings are further apart', () => {
    expect(perMinute(every(120, [0, 0, 60]))).toBe(30)
  })

  it('is unknown for the first minute, because it would exceed what arrived', () => {
    expect(perMinute(every(15, [0, 700, 704]))).toBeNull()
    expect(perMinute(every(15, [0, 700, 704, 704, 704]))).toBe(704)
  })

  it('is unknown from two readings a moment apart, and after the total restarted', () => {
    expect(perMinute(every(2, [0, 50]))).toBeNull()
    expect(perMinute(every(30, [90, 3]))).toBeNull()
    expect(perMinute([])).toBeNull()
  })

  it('skips a reading without a value', () => {
    expect(perMinute(every(30, [0, null, 30, null]))).toBe(30)
  })

  it('is part of the description of a point, beside the change since the session began', () => {
    const points = [2, 32, 62].reduce<readonly SessionPoint[]>(
      (all, second) => withReading(all, at(second, second)),
      [],
    )
    expect(wordsOf(points, 2)).toMatchObject({ change: { gifts: 60, coins: 0 }, rate: { gifts: 60 } })
  })
})

describe('the visible range of the chart', () => {
  const whole = { min: 0, max: 1_000 }

  it('zooms in around an instant, which stays in its place', () => {
    expect(zoomed(whole, null, 0.5, 200)).toEqual({ min: 100, max: 600 })
    expect(zoomed(whole, null, 0.5)).toEqual({ min: 250, max: 750 })
  })

  it('is the whole session again when fully zoomed out', () => {
    expect(zoomed(whole, { min: 100, max: 900 }, 2)).toBeNull()
  })

  it('scrolls and stops at both ends', () => {
    expect(panned(whole, { min: 100, max: 300 }, 0.5)).toEqual({ min: 200, max: 400 })
    expect(panned(whole, { min: 900, max: 1_000 }, 0.5)).toEqual({ min: 900, max: 1_000 })
    expect(panned(whole, null, 0.5)).toBeNull()
  })

  it('scrolls to a selected reading, no further than necessary', () => {
    const view = { min: 100, max: 300 }
    expect(showing(whole, view, 200)).toBe(view)
    expect(showing(whole, view, 320)).toEqual({ min: 120, max: 320 })
    expect(showing(whole, view, 40)).toEqual({ min: 40, max: 240 })
    expect(showing(whole, null, 40)).toBeNull()
    expect([isInSight(whole, view, 320), isInSight(whole, view, 300), isInSight(whole, null, 320)]).toEqual([
      false,
      true,
      true,
    ])
  })

  it('is what the host dragged over, in either direction, and at least ten seconds', () => {
    expect(chosen(whole, 400, 300)).toEqual({ min: 300, max: 400 })
    expect(chosen(whole, 995, 996)).toEqual({ min: 990, max: 1_000 })
  })
})
