import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { keyImage, type KeyFace } from '../../clients/streamdeck/key-image.ts'
import { createPressTiming, type PressMode } from '../../clients/streamdeck/press-timing.ts'
import { textsIn } from '../../clients/streamdeck/texts.ts'

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

/** A key in this mode, with a list of what its presses did. */
function keyIn(mode: PressMode) {
  const done: string[] = []
  const note = (what: string) => () => void done.push(what)
  const now = { mode }
  const key = createPressTiming({
    mode: () => now.mode,
    send: note('send'),
    arm: note('arm'),
    sayLocked: note('locked'),
    sayNothing: note('nothing'),
    now: () => Date.now(),
  })
  const hold = (ms: number) => {
    key.down()
    vi.advanceTimersByTime(ms)
    key.up()
  }
  return { key, done, hold, now }
}

describe('a press of a key of the Stream Deck', () => {
  it.each([
    ['send', 50, ['send']],
    ['send', 2_000, ['send']],
    ['armed', 50, ['send']],
    ['armed', 2_000, []],
    ['locked', 50, ['locked']],
    ['locked', 2_000, ['arm']],
    ['nothing', 50, ['nothing']],
  ] as const)('in the mode %s, held for %s ms, does %j', (mode, ms, expected) => {
    const { done, hold } = keyIn(mode)
    hold(ms)
    expect(done).toEqual(expected)
  })

  it('that began while the room was locked sends nothing, even if the lock opens meanwhile', () => {
    const { key, done, now } = keyIn('locked')
    key.down()
    now.mode = 'armed'
    vi.advanceTimersByTime(100)
    key.up()
    expect(done).toEqual(['locked'])
  })

  it('does nothing more once its key has left the deck', () => {
    const { key, done } = keyIn('locked')
    key.down()
    key.cancel()
    vi.advanceTimersByTime(5_000)
    key.up()
    expect(done).toEqual([])
  })
})

describe('the picture of a key', () => {
  const states = ['ready', 'running', 'delivered', 'failed', 'unknown', 'held', 'locked', 'armed', 'stopped'] as const
  const more = ['otherRoom', 'missing', 'offline', 'connecting', 'stop', 'resume', 'setup', 'pairing'] as const
  const shapesOf = (state: KeyFace['state']) =>
    [...keyImage({ state, text: '' }).matchAll(/<path d="([^"]*)"/g)].map(([, shape]) => shape).join(' ')

  it('has a shape of its own for each end of a press, so that none is told by colour alone', () => {
    const ends = ['delivered', 'failed', 'unknown', 'held', 'running', 'locked', 'armed', 'stopped'] as const
    expect(
      new Set(ends.map((state) => `${shapesOf(state)}${keyImage({ state, text: '' }).split('<circle').length}`)).size,
    ).toBe(ends.length)
  })

  it.each([...states, ...more])('shows hostile names as text in the state %s', (state) => {
    const hostile = '<script>alert(1)</script>&"\u0000\u202E😀'.repeat(40)
    const svg = keyImage({ state, text: hostile, label: hostile, picture: hostile })
    expect(svg).not.toContain('<script')
    expect(isWellFormed(svg)).toBe(true)
  })

  it('shows the mark of the live lock once, bright, because a press opens it', () => {
    const svg = keyImage({ state: 'locked', text: 'Locked', picture: { mark: 'lock' } })
    expect(svg.match(/<rect x="-9"/g)).toHaveLength(1)
    expect(svg).not.toContain('opacity')
    expect(keyImage({ state: 'locked', text: 'Locked', picture: '🌹' })).toContain('opacity')
  })

  it('is in the language of the app', () => {
    expect([textsIn('en')('delivered'), textsIn('zh_CN')('delivered'), textsIn('de')('delivered')]).toEqual([
      'Delivered',
      '已送达',
      'Delivered',
    ])
  })
})

/** Every element is closed in order, and no character is one that XML forbids. */
function isWellFormed(svg: string): boolean {
  const open: string[] = []
  for (const [, close, name, empty] of svg.matchAll(/<(\/?)([a-z]+)[^>]*?(\/?)>/g)) {
    if (close && open.pop() !== name) return false
    if (!close && !empty) open.push(name!)
  }
  return open.length === 0 && !/\p{Cc}/u.test(svg)
}
