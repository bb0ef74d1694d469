import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { alertMs, createAlertPlayer, createAlertQueue, type ShownAlert } from '../../../renderer/overlay/alert-queue.ts'

const rose = { name: 'Rose', icon: '🌹', pieces: 1 }
const gift = (name: string, pieces = 1) => ({ name, icon: '🎁', pieces })

describe('the queue of alerts', () => {
  it('keeps single alerts apart while few wait', () => {
    const queue = createAlertQueue()
    queue.add(rose)
    queue.add(rose)
    expect([queue.take(), queue.take(), queue.take()]).toEqual([
      { kind: 'gift', ...rose },
      { kind: 'gift', ...rose },
      undefined,
    ])
  })

  it('adds pieces of the same gift up once three wait', () => {
    const queue = createAlertQueue()
    for (const name of ['Castle', 'Rocket', 'Gem']) queue.add(gift(name))
    for (let round = 0; round < 14; round++) queue.add(rose)
    const shown = Array.from({ length: 4 }, () => queue.take())
    expect(shown.at(-1)).toEqual({ kind: 'gift', ...rose, pieces: 14 })
    expect(queue.size).toBe(0)
  })

  it('takes gifts of the same name with another icon for other gifts', () => {
    const queue = createAlertQueue()
    for (const name of ['Castle', 'Rocket', 'Gem']) queue.add(gift(name))
    queue.add({ ...rose, icon: '🥀' })
    queue.add(rose)
    expect(queue.size).toBe(5)
  })

  it('counts further gifts without a name once eight wait', () => {
    const queue = createAlertQueue()
    for (let index = 0; index < 20; index++) queue.add(gift(`Gift ${index}`, 2))
    expect(queue.size).toBe(9)
    const shown = Array.from({ length: 9 }, () => queue.take())
    expect(shown.at(-1)).toEqual({ kind: 'more', pieces: 24 })
  })

  it('loses no piece, shows none twice and stays small, however gifts come and go', () => {
    const step = fc.oneof(
      fc.record({ name: fc.constantFrom(...'abcdefghijklmnop'.split('')), pieces: fc.integer({ min: 1, max: 9_999 }) }),
      fc.constant('take' as const),
    )
    fc.assert(
      fc.property(fc.array(step, { maxLength: 200 }), (steps) => {
        const queue = createAlertQueue()
        const given = new Map<string, number>()
        const shown: ShownAlert[] = []
        for (const each of steps) {
          if (each === 'take') {
            const taken = queue.take()
            if (taken) shown.push(taken)
          } else {
            given.set(each.name, (given.get(each.name) ?? 0) + each.pieces)
            queue.add(gift(each.name, each.pieces))
          }
          expect(queue.size).toBeLessThanOrEqual(9)
        }
        for (let left = queue.take(); left; left = queue.take()) shown.push(left)
        const sum = (alerts: readonly { pieces: number }[]) => alerts.reduce((total, { pieces }) => total + pieces, 0)
        expect(sum(shown)).toBe([...given.values()].reduce((total, pieces) => total + pieces, 0))
        for (const [name, pieces] of given) {
          const named = shown.filter((alert) => alert.kind === 'gift' && alert.name === name)
          expect(sum(named)).toBeLessThanOrEqual(pieces)
        }
      }),
    )
  })
})

describe('the player of alerts', () => {
  beforeEach(() => void vi.useFakeTimers())
  afterEach(() => void vi.useRealTimers())

  function makePlayer() {
    const log: { alert: ShownAlert; at: number }[] = []
    let isShown = false
    const player = createAlertPlayer({
      show(alert) {
        expect(isShown).toBe(false)
        isShown = true
        log.push({ alert, at: performance.now() })
      },
      hide: () => void (isShown = false),
    })
    return { player, log, isShown: () => isShown }
  }

  it('shows one alert at a time, each for three seconds', () => {
    const { player, log, isShown } = makePlayer()
    player.add(rose)
    vi.advanceTimersByTime(2_999)
    expect(isShown()).toBe(true)
    vi.advanceTimersByTime(1)
    expect(isShown()).toBe(false)
    vi.advanceTimersByTime(10_000)
    expect(log).toHaveLength(1)
  })

  it('ends an alert sooner when others arrive meanwhile', () => {
    const { player, log } = makePlayer()
    player.add(rose)
    vi.advanceTimersByTime(1_900)
    player.add(gift('Castle'))
    vi.advanceTimersByTime(300)
    expect(log.map(({ alert }) => alert)).toEqual([
      { kind: 'gift', ...rose },
      { kind: 'gift', ...gift('Castle') },
    ])
  })

  it('gets through a storm of a thousand gifts within half a minute after its end, with every piece shown', () => {
    const { player, log } = makePlayer()
    for (let round = 0; round < 1_000; round++) {
      player.add(gift(`Gift ${round % 30}`))
      vi.advanceTimersByTime(20)
    }
    vi.advanceTimersByTime(30_000)
    const end = log.length
    expect(log.reduce((sum, { alert }) => sum + alert.pieces, 0)).toBe(1_000)
    vi.advanceTimersByTime(60_000)
    expect(log).toHaveLength(end)
    const gaps = log.slice(1).map(({ at }, index) => at - log[index]!.at)
    expect(Math.min(...gaps)).toBeGreaterThanOrEqual(alertMs(Infinity))
  })

  it('forgets what waits when the view is blanked, and then shows what comes next', () => {
    const { player, log, isShown } = makePlayer()
    for (const name of ['Castle', 'Rocket']) player.add(gift(name))
    player.clear()
    expect(isShown()).toBe(false)
    vi.advanceTimersByTime(60_000)
    expect(log).toHaveLength(1)
    player.add(rose)
    expect(log).toHaveLength(2)
  })

  it('shortens an alert to a quarter at most, and never below 0.7 s', () => {
    expect([0, 1, 2, 4, 9, 1_000].map((waiting) => Math.round(alertMs(waiting)))).toEqual([
      3_000, 2_000, 1_500, 1_000, 700, 700,
    ])
  })
})
