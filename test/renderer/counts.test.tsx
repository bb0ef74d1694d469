import { act, screen, within } from '@testing-library/react'
import { describe, expect, it } from 'vitest'
import { CountsPanel } from '../../renderer/features/counts/CountsPanel.tsx'
import { goalProgress } from '../../renderer/features/counts/goal.ts'
import { historyLimit, withReading } from '../../renderer/features/counts/history.ts'
import type { Point } from '../../renderer/features/counts/history.ts'
import { applyReading, applyReadings, resetCounts, useCounts } from '../../renderer/features/counts/store.ts'
import { applyStatus } from '../../renderer/features/status/store.ts'
import type { Reading } from '../../shared/contract/counts.ts'
import { answerCalls } from './support/answer-calls.ts'
import { show } from './support/page.tsx'
import { connection, reading, status } from './support/samples.ts'

const showCounts = (...readings: Reading[]) => {
  applyStatus(status())
  applyReadings(readings)
  return show(<CountsPanel />)
}
const figure = (label: string) =>
  screen.getByText((_, node) => node?.tagName === 'DT' && !!node.textContent?.startsWith(label)).parentElement!

describe('the gift counts', () => {
  it('name the receiver and show the three totals', () => {
    showCounts(reading())
    expect(screen.getByRole('heading').textContent).toBe('Gifts received by host_001')
    expect(within(figure('gifts')).getByRole('definition').textContent).toBe('1,284')
    expect(within(figure('coins')).getByRole('definition').textContent).toBe('25,310')
    expect(within(figure('senders')).getByRole('definition').textContent).toBe('37')
  })

  it('show how far each total moved since the session began', () => {
    showCounts(reading())
    expect(figure('gifts').textContent).toContain('+41')
    expect(figure('coins').textContent).toContain('+410')
  })

  it('show a dash for a missing total, and no change', () => {
    showCounts(reading({ totalCount: null }))
    expect(figure('gifts').textContent).toContain('–')
    expect(figure('gifts').textContent).not.toContain('0')
    expect(within(figure('gifts')).getByText('not known yet')).toBeTruthy()
  })

  it('show no change where the baseline has no value', () => {
    showCounts(
      reading({ baseline: { totalCount: null, totalCoins: 1, senderCount: 1, at: '2026-03-01T12:00:00.000Z' } }),
    )
    expect(figure('gifts').textContent).toBe('gifts1,284')
  })

  it('say how many of them came from Giftdeck', () => {
    showCounts(reading({ fromGiftdeck: 41 }))
    expect(screen.getByText('this session 41 from Giftdeck')).toBeTruthy()
  })

  it('say why they are stale', () => {
    showCounts(reading({ stale: true, trouble: { reason: 'timed-out', message: 'no answer' } }))
    expect(screen.getByRole('status').textContent).toMatch(/^No new reading since .*did not answer in time/)
  })

  it('use the core’s own words for a reason the page does not know', () => {
    showCounts(reading({ stale: true, trouble: { reason: 'brand-new', message: 'The moon was in the way.' } }))
    expect(screen.getByRole('status').textContent).toContain('The moon was in the way.')
  })

  it('let the host choose when several receivers are watched', () => {
    showCounts(reading(), reading({ receiver: 'host_002', totalCount: 5 }))
    expect(screen.getByRole('combobox', { name: 'Receiver' }).textContent).toBe('host_001')
  })

  it('follow each new reading', () => {
    showCounts(reading())
    act(() => applyReading(reading({ totalCount: 1_300, at: '2026-03-01T12:04:09.000Z' })))
    expect(figure('gifts').textContent).toContain('1,300')
  })

  it('never show the room before as if it were this one', () => {
    showCounts(reading({ roomId: 'another_room' }))
    expect(screen.getByText('Waiting for counts')).toBeTruthy()
  })

  it('say that ZEGO has no counts where the room has no Tencent', () => {
    applyStatus(status({ connections: [connection({ vendor: 'zego' })] }))
    show(<CountsPanel />)
    expect(screen.getByText('No counts for this room')).toBeTruthy()
  })

  it('speak Chinese', () => {
    applyStatus(status())
    applyReadings([reading()])
    show(<CountsPanel />, 'zh-CN')
    expect(screen.getByRole('heading').textContent).toBe('host_001 收到的礼物')
  })

  it('are read anew on request', async () => {
    const calls = answerCalls({ 'counts.refresh': () => ({ readings: [reading({ totalCount: 1_290 })] }) })
    const { host } = showCounts(reading())
    await host.click(screen.getByRole('button', { name: 'Read the counts now' }))
    expect(calls).toHaveLength(1)
    expect(figure('gifts').textContent).toContain('1,290')
  })

  it('ask before the session starts again at nought', async () => {
    const calls = answerCalls({ 'counts.resetBaseline': () => ({ readings: [reading()] }) })
    const { host } = showCounts(reading())
    await host.click(screen.getByRole('button', { name: 'Count this session from now' }))
    expect(calls).toHaveLength(0)
    await host.click(screen.getByRole('button', { name: 'Start again' }))
    expect(calls.map((call) => call.name)).toEqual(['counts.resetBaseline'])
  })
})

describe('the goal', () => {
  it('stops filling at the target while the true number goes on', () => {
    expect(goalProgress(3_000, 2_000)).toEqual({ fill: 100, percent: 150 })
  })

  it('claims nothing while the count is not known', () => {
    expect(goalProgress(null, 2_000)).toEqual({ fill: 0, percent: null })
  })

  it('takes a new target and keeps it', async () => {
    const { host } = showCounts(reading())
    await host.click(screen.getByRole('button', { name: 'Change the goal' }))
    await host.clear(screen.getByLabelText('Gifts to reach'))
    await host.type(screen.getByLabelText('Gifts to reach'), 'many')
    await host.click(screen.getByRole('button', { name: 'Save' }))
    expect(screen.getByText(/A whole number from 1/)).toBeTruthy()
    await host.clear(screen.getByLabelText('Gifts to reach'))
    await host.type(screen.getByLabelText('Gifts to reach'), '2000')
    await host.click(screen.getByRole('button', { name: 'Save' }))
    expect(screen.getByText('1,284 / 2,000')).toBeTruthy()
    expect(localStorage.getItem('giftdeck.goal')).toContain('2000')
  })
})

describe('the session chart', () => {
  const start = Date.parse('2026-03-01T12:00:00.000Z')
  const at = (seconds: number, totalCount: number | null = 1) =>
    reading({ at: new Date(start + seconds * 1_000).toISOString(), totalCount })

  it('begins at the baseline', () => {
    expect(withReading([], at(2, 1_250)).map((point) => point.gifts)).toEqual([1_243, 1_250])
  })

  it('goes on over a reload of the page', () => {
    applyStatus(status())
    applyReadings([at(2, 5)])
    show(<CountsPanel />).unmount()
    resetCounts()
    applyReadings([at(9, 7)])
    show(<CountsPanel />)
    expect(Object.values(useCounts.getState().history)[0]?.map((point) => point.gifts)).toEqual([1_243, 5, 7])
  })

  it('leaves a gap for the time before the page was open', () => {
    expect(withReading([], at(600, 1_300)).map((point) => point.gifts)).toEqual([1_243, null, 1_300])
  })

  it('begins anew when the baseline moves', () => {
    const before = withReading([], at(2))
    const moved = { ...at(6, 9), baseline: { totalCount: 8, totalCoins: 0, senderCount: 0, at: at(4).at! } }
    expect(withReading(before, moved).map((point) => point.gifts)).toEqual([8, 9])
  })

  it('leaves a gap where a reading had no total', () => {
    expect(withReading([], at(2, null)).at(-1)?.gifts).toBeNull()
  })

  it('is empty again when another watch begins', () => {
    expect(withReading(withReading([], at(2)), reading({ at: null, baseline: null }))).toEqual([])
  })

  it('ignores a reading it already has', () => {
    const points = withReading([], at(2))
    expect(withReading(points, at(2))).toBe(points)
  })

  it('stays bounded over a long day and keeps both ends', () => {
    let points: readonly Point[] = []
    for (let second = 1; second <= historyLimit * 3; second++) points = withReading(points, at(second, second))
    expect(points.length).toBeLessThanOrEqual(historyLimit)
    expect(points[0]?.at).toBe(start)
    expect(points.at(-1)?.gifts).toBe(historyLimit * 3)
  })
})
