import { describe, expect, it } from 'vitest'
import { readTray, type TrayState, trayTexts } from '../../electron/main/tray/tray-texts.ts'
import { traySize } from '../../electron/main/tray/tray-size.ts'
import { wordsFor } from '../../electron/main/words.ts'
import { setupRoom } from '../core/sends/setup-room.ts'
import { until } from '../support/until.ts'

const [en, zh] = [wordsFor('en-US'), wordsFor('zh-CN')]
const quiet: TrayState = {
  room: 'Friday night',
  environment: 'test',
  stopped: false,
  gifts: 120,
  giftsThisSession: 12,
  queued: 3,
}

describe('the text of the tray', () => {
  it('names the environment, then the room, the gifts and the queue', () => {
    expect(trayTexts(quiet, en)).toEqual({
      tooltip: 'Giftdeck – Test – Friday night',
      lines: ['Test – Friday night', 'Gifts: 120, 12 of them this session', 'Queue: 3'],
    })
    expect(trayTexts({ ...quiet, environment: 'live' }, zh)).toEqual({
      tooltip: 'Giftdeck – 直播 – Friday night',
      lines: ['直播 – Friday night', '礼物：120，本场 12', '队列：3'],
    })
  })

  it('says that sending is stopped', () => {
    const { tooltip, lines } = trayTexts({ ...quiet, stopped: true }, en)
    expect(tooltip).toBe('Giftdeck – Test – Friday night – Stopped')
    expect(lines[1]).toBe('Stopped')
  })

  it('never shows an unknown count as a number', () => {
    expect(trayTexts({ ...quiet, gifts: null, giftsThisSession: null }, en).lines).toContain('Gifts: not counted yet')
    expect(trayTexts({ ...quiet, giftsThisSession: null }, en).lines).toContain('Gifts: 120')
  })

  it('shows a room name in full, and the beginning of a very long one', () => {
    expect(trayTexts({ ...quiet, room: 'Tom & Rose' }, en)).toMatchObject({
      tooltip: 'Giftdeck – Test – Tom & Rose',
      lines: ['Test – Tom && Rose', 'Gifts: 120, 12 of them this session', 'Queue: 3'],
    })
    const { tooltip } = trayTexts({ ...quiet, room: '🎁'.repeat(200), environment: 'sandbox', stopped: true }, en)
    expect(tooltip.length).toBeLessThanOrEqual(127)
    expect(tooltip).toContain('🎁…')
  })

  it('matches what the room reports of itself', async () => {
    const { app, client, rose } = await setupRoom({
      room: { name: 'Slow room', limits: { tencentPerSecond: 1, expireAfterMs: 0 } },
    })
    for (let each = 0; each < 30; each++) await rose()
    const now = await until(() => {
      const state = readTray(app)
      return state.gifts !== null && state.queued > 0 && state.queued < 30 ? state : null
    })
    expect(now).toMatchObject({ room: 'Slow room', environment: 'test', stopped: false })
    expect(now.giftsThisSession).toBeGreaterThanOrEqual(0)
    await client.safety.stop()
    expect(readTray(app)).toMatchObject({ stopped: true, queued: 0 })
  })
})

describe('the tray icon of Windows', () => {
  it.each([
    [1, 16],
    [1.25, 20],
    [1.5, 24],
    [1.75, 32],
    [2, 32],
    [2.5, 48],
    [4, 48],
  ])('at a scale of %d has %d pixels, so that it is never stretched', (scale, pixels) => {
    expect(traySize(scale)).toBe(pixels)
  })
})
