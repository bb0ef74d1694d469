import { describe, expect, it } from 'vitest'
import { fail } from '../../../electron/core/errors/call-errors.ts'
import type { SettingsStore } from '../../../electron/core/ports.ts'
import { fillingDisk } from '../../support/filling-disk.ts'
import { at, every, makeSchedules, minute, once } from './make-schedules.ts'

describe('an announcement scheduled once', () => {
  it('is posted at its time, once', async () => {
    const { schedules, clock, minutes } = makeSchedules()
    const { id } = schedules.add(once(21))
    await clock.advance(20.9 * minute)
    expect(minutes()).toEqual([])
    await clock.advance(120 * minute)
    expect(minutes()).toEqual([21])
    expect(schedules.list()).toMatchObject([
      { id, enabled: false, nextAt: null, last: { at: at(21), sendId: 'send-1' } },
    ])
  })

  it('cannot be scheduled in the past', () => {
    const { schedules } = makeSchedules()
    expect(() => schedules.add(once(-1))).toThrow('when.at must be in the future.')
  })

  it('can be moved to another time', async () => {
    const { schedules, clock, minutes } = makeSchedules()
    const { id } = schedules.add(once(5))
    schedules.change(id, once(9))
    await clock.advance(30 * minute)
    expect(minutes()).toEqual([9])
  })

  it('is not posted after it was removed or switched off', async () => {
    const { schedules, clock, posts } = makeSchedules()
    const off = schedules.add(once(5))
    schedules.remove(schedules.add(once(5)).id)
    expect(schedules.switch(off.id, false)).toMatchObject({ enabled: false, nextAt: null, offBecause: null })
    await clock.advance(30 * minute)
    expect(posts).toEqual([])
  })
})

describe('an announcement on an interval', () => {
  it('is posted every interval, counted from when it was switched on', async () => {
    const { schedules, clock, minutes } = makeSchedules()
    schedules.add(every(15))
    await clock.advance(61 * minute)
    expect(minutes()).toEqual([15, 30, 45, 60])
    expect(schedules.list()).toMatchObject([{ nextAt: at(75) }])
  })

  it('is posted earlier or later by up to its jitter, chosen anew each time', async () => {
    const draws = [0, 0.75, 0.5]
    const { schedules, clock, minutes } = makeSchedules({ fraction: () => draws.shift() ?? 0.5 })
    schedules.add(every(10, 120))
    await clock.advance(31 * minute)
    expect(minutes()).toEqual([8, 19, 29])
  })

  it('is independent of another that is due at the same time', async () => {
    const { schedules, clock, posts } = makeSchedules()
    schedules.add(every(10))
    schedules.add(every(5))
    await clock.advance(10 * minute)
    expect(posts.map(({ text }) => text).toSorted()).toEqual(['Every 10', 'Every 5', 'Every 5'])
  })
})

describe('when the computer sleeps or its clock is corrected', () => {
  it('posts nothing late and nothing in a burst', async () => {
    const { schedules, clock, minutes } = makeSchedules()
    schedules.add(every(10))
    schedules.add(once(30))
    clock.sleep(95 * minute)
    // A quarter of a minute passes before the sleep is noticed.
    await clock.advance(0.25 * minute)
    expect(minutes()).toEqual([])
    expect(schedules.list()).toMatchObject([
      { enabled: true, nextAt: at(105.25), last: { at: at(10), skipped: 'late' } },
      { enabled: false, nextAt: null, last: { at: at(30), skipped: 'late' } },
    ])
    await clock.advance(11 * minute)
    expect(minutes()).toEqual([105.25])
  })

  it('still posts what is less than a minute late', async () => {
    const { schedules, clock, minutes } = makeSchedules()
    schedules.add(once(30))
    clock.sleep(30.5 * minute)
    await clock.advance(0.25 * minute)
    expect(minutes()).toEqual([30.75])
  })

  it('skips posts that a clock set forward has jumped over', async () => {
    const { schedules, clock, posts } = makeSchedules()
    schedules.add(every(10))
    clock.jumpWall(60 * minute)
    await clock.advance(0.5 * minute)
    expect(posts).toEqual([])
    expect(schedules.list()[0]).toMatchObject({ last: { skipped: 'late' } })
    await clock.advance(10 * minute)
    expect(posts).toHaveLength(1)
  })

  it('does not pause for the hour that a clock was set back', async () => {
    const { schedules, clock, posts } = makeSchedules()
    schedules.add(every(10))
    await clock.advance(5 * minute)
    clock.jumpWall(-60 * minute)
    await clock.advance(11 * minute)
    expect(posts).toHaveLength(1)
  })
})

describe('after a start, STOP or another room', () => {
  it('posts no schedule of an earlier start until the host resumes', async () => {
    const first = makeSchedules()
    first.schedules.add(every(10))
    first.schedules.add(once(3))
    first.schedules.add(once(90))
    first.schedules.close()
    await first.clock.advance(60 * minute)
    expect(first.posts).toEqual([])

    const { schedules, clock, minutes } = makeSchedules({ clock: first.clock, settings: first.settings })
    schedules.switchOff('restart')
    await clock.advance(12 * minute)
    expect(minutes()).toEqual([])
    expect(schedules.list()).toMatchObject([
      { enabled: false, nextAt: null, offBecause: 'restart' },
      { enabled: false, nextAt: null, offBecause: null, last: { at: at(3), skipped: 'away' } },
      { enabled: false, nextAt: null, offBecause: 'restart' },
    ])

    schedules.resume()
    await clock.advance(20 * minute)
    expect(minutes()).toEqual([82, 90, 92])
  })

  it('leaves off, on Resume, what the host had switched off', () => {
    const { schedules } = makeSchedules()
    schedules.switch(schedules.add(every(10)).id, false)
    schedules.add(every(20))
    schedules.switchOff('stop')
    schedules.resume()
    expect(schedules.list().map(({ enabled }) => enabled)).toEqual([false, true])
  })

  it('leaves the schedules of a room off after the host left it and came back', async () => {
    const { schedules, clock, posts, enter } = makeSchedules()
    schedules.add(every(10))
    enter('Another room')
    expect(schedules.list()).toEqual([])
    await clock.advance(30 * minute)
    enter('Studio')
    expect(schedules.list()).toMatchObject([{ enabled: false, offBecause: 'room' }])
    await clock.advance(30 * minute)
    expect(posts).toEqual([])
  })
})

describe('schedules on a full disk', () => {
  it('post nothing whose time could not be stored, and continue once the disk has space', async () => {
    const { settings, fill } = fillingDisk()
    const { schedules, clock, posts, minutes } = makeSchedules({ settings })
    schedules.add(once(10))
    fill()
    await clock.advance(10.5 * minute)
    expect(posts).toEqual([])
    fill(false)
    await clock.advance(10 * minute)
    expect(minutes()).toEqual([expect.closeTo(10.5, 1)])
    expect(schedules.list()).toMatchObject([{ enabled: false, nextAt: null, last: { at: at(10), sendId: 'send-1' } }])
  })

  it('retry every second, not in a loop', async () => {
    const { settings, fill } = fillingDisk()
    let tried = 0
    const counted: SettingsStore = {
      ...settings,
      set(key, value) {
        tried++
        settings.set(key, value)
      },
    }
    const { schedules, clock } = makeSchedules({ settings: counted })
    schedules.add(every(10))
    fill()
    tried = 0
    await clock.advance(10 * minute + 30_000)
    expect(tried).toBeLessThanOrEqual(31)
  })

  it('skip a post as too late if the disk was full for more than a minute', async () => {
    const { settings, fill } = fillingDisk()
    const { schedules, clock, posts } = makeSchedules({ settings })
    schedules.add(every(10))
    fill()
    await clock.advance(12 * minute)
    fill(false)
    await clock.advance(0.5 * minute)
    expect(posts).toEqual([])
    expect(schedules.list()[0]).toMatchObject({ last: { at: at(10), skipped: 'late' } })
  })

  it('do not post twice if the outcome could not be stored', async () => {
    const { settings, fill } = fillingDisk()
    const { schedules, clock, minutes } = makeSchedules({ settings, post: async () => fill() })
    schedules.add(once(10))
    await clock.advance(20 * minute)
    fill(false)
    await clock.advance(20 * minute)
    expect(minutes()).toEqual([10])
  })

  it('stay switched off by STOP, while the disk is full and afterwards', async () => {
    const { settings, fill } = fillingDisk()
    const { schedules, clock, posts } = makeSchedules({ settings })
    schedules.add(every(10))
    fill()
    schedules.switchOff('stop')
    await clock.advance(15 * minute)
    fill(false)
    await clock.advance(30 * minute)
    expect(posts).toEqual([])
    expect(schedules.list()).toMatchObject([{ enabled: false, offBecause: 'stop' }])
    schedules.resume()
    await clock.advance(10 * minute)
    expect(posts).toHaveLength(1)
  })
})

describe('a due time at which nothing can be posted', () => {
  it('is skipped with the reason, and the next one follows', async () => {
    let stopped = true
    const { schedules, clock, posts } = makeSchedules({
      post: async () => {
        if (stopped) throw fail('STOPPED', 'STOP was pressed.')
      },
    })
    schedules.add(every(10))
    await clock.advance(10 * minute)
    expect(schedules.list()[0]).toMatchObject({ last: { at: at(10), skipped: 'stopped' }, nextAt: at(20) })
    stopped = false
    await clock.advance(10 * minute)
    expect(schedules.list()[0]).toMatchObject({ last: { at: at(20), sendId: 'send-2' } })
    expect(posts).toHaveLength(2)
  })

  it.each([
    ['the room is locked', 'armed', 'not-armed', 'isArmed'],
    ['nobody says that viewers are watching', 'on-air', 'not-on-air', 'isOnAir'],
  ] as const)('is skipped while %s, if the host wants that', async (_, onlyWhile, skipped, asked) => {
    let isSo = false
    const { schedules, clock, minutes } = makeSchedules({ [asked]: () => isSo })
    schedules.add({ ...every(10), onlyWhile })
    await clock.advance(10 * minute)
    expect(schedules.list()[0]).toMatchObject({ last: { skipped } })
    isSo = true
    await clock.advance(10 * minute)
    expect(minutes()).toEqual([20])
  })

  it('is skipped while a value is missing, but only if the host wants that', async () => {
    const { schedules, clock, posts } = makeSchedules({ isComplete: () => false })
    schedules.add({ ...every(10), onlyComplete: true })
    schedules.add(every(15))
    await clock.advance(15 * minute)
    expect(schedules.list()[0]).toMatchObject({ last: { skipped: 'values-missing' } })
    expect(posts.map(({ text }) => text)).toEqual(['Every 15'])
  })

  it('keeps a change that the host made during the post', async () => {
    const gate = Promise.withResolvers<void>()
    const { schedules, clock } = makeSchedules({ post: () => gate.promise })
    const { id } = schedules.add(every(10))
    await clock.advance(10 * minute)
    schedules.change(id, { ...every(30), text: 'New words' })
    gate.resolve()
    await clock.settle()
    expect(schedules.list()).toMatchObject([{ text: 'New words', nextAt: at(40), last: { sendId: 'send-1' } }])
  })
})
