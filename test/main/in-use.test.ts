import { describe, expect, it } from 'vitest'
import { watchUse } from '../../electron/main/in-use.ts'
import type { App } from '../../electron/core/app.ts'
import { makeFakeClock } from '../support/fake-clock.ts'
import { makeFakeActiveSends } from './fake-active-sends.ts'

function setup() {
  const { activeSends, become } = makeFakeActiveSends()
  const clock = makeFakeClock()
  const room = {
    environment: 'live',
    armed: false,
    onAir: false,
    nextAt: null as string | null,
    run: null as object | null,
  }
  const watch = watchUse({
    deps: { activeSends, clock, room: () => ({ config: { environment: room.environment } }) },
    safety: () => ({ armed: room.armed }),
    announcer: { schedules: { list: () => [{ nextAt: room.nextAt }] }, queue: { get: () => ({ run: room.run }) } },
    broadcast: { onAir: { isOn: () => room.onAir } },
  } as unknown as App)
  return { room, become, clock, use: () => watch.use() }
}

describe('a room is in use', () => {
  it('while viewers are watching, whatever the room does', () => {
    const { room, use } = setup()
    room.onAir = true
    expect(use()).toBe('on-air')
  })

  it('while it is live and unlocked, unlike an unlocked sandbox', () => {
    const { room, use } = setup()
    expect(use()).toBeUndefined()
    room.armed = true
    expect(use()).toBe('armed')
    room.environment = 'sandbox'
    expect(use()).toBeUndefined()
  })

  it('while sends are open, and for ten minutes after the last one', async () => {
    const { become, clock, use } = setup()
    become('a', 'sending')
    expect(use()).toBe('sending')
    become('a', 'delivered')
    expect(use()).toBe('pressed')
    await clock.advance(10 * 60_000 - 1)
    expect(use()).toBe('pressed')
    await clock.advance(1)
    expect(use()).toBeUndefined()
  })

  it('while announcements are posted automatically', () => {
    const { room, use } = setup()
    room.nextAt = '2026-11-30T20:00:00.000Z'
    expect(use()).toBe('scheduled')
    room.nextAt = null
    room.run = { everySeconds: 30 }
    expect(use()).toBe('scheduled')
  })
})
