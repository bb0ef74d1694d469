import { describe, expect, it } from 'vitest'
import { countOf, watchFailures, type Trouble } from '../../electron/main/failure-watch.ts'
import { wordsFor } from '../../electron/main/words.ts'
import { makeFakeClock } from '../support/fake-clock.ts'
import { makeFakeActiveSends } from './fake-active-sends.ts'

const none: Trouble = { refused: 0, dropped: 0, expired: 0, unknown: 0 }

function setup(start: Parameters<typeof makeFakeActiveSends>[0] = {}) {
  const clock = makeFakeClock()
  const badges: number[] = []
  const notices: Trouble[] = []
  const focus = { isFocused: false }
  const made = makeFakeActiveSends(start)
  const watch = watchFailures({
    activeSends: made.activeSends,
    clock,
    isFocused: () => focus.isFocused,
    badge: (count) => badges.push(count),
    notify: (trouble) => notices.push(trouble),
  })
  return { clock, badges, notices, focus, watch, ...made }
}

describe('failures while the host is not looking', () => {
  it('cause one notice and one badge, however many they are', async () => {
    const { clock, badges, notices, become } = setup()
    for (let each = 0; each < 500; each++) become(`r${each}`, 'refused')
    become('u', 'unknown')
    become('fine', 'delivered')
    expect(notices).toEqual([])
    await clock.advance(3_000)
    expect(notices).toEqual([{ ...none, refused: 500, unknown: 1 }])
    expect(badges).toEqual([501])
  })

  it('cause another notice later, which leaves out the failures that were already shown', async () => {
    const { clock, badges, notices, become } = setup()
    become('a', 'refused')
    await clock.advance(3_000)
    become('b', 'dropped')
    become('c', 'expired')
    await clock.advance(3_000)
    expect(notices).toEqual([
      { ...none, refused: 1 },
      { ...none, dropped: 1, expired: 1 },
    ])
    expect(badges).toEqual([1, 3])
  })

  it('cause no notice for a host who has the window in front', async () => {
    const { clock, badges, notices, focus, become } = setup()
    focus.isFocused = true
    become('a', 'refused')
    await clock.advance(5_000)
    expect([notices, badges]).toEqual([[], []])
  })

  it('are cleared when the window comes to the front, also those not shown yet', async () => {
    const { clock, badges, notices, watch, become } = setup()
    become('a', 'refused')
    await clock.advance(3_000)
    become('b', 'refused')
    watch.seen()
    await clock.advance(5_000)
    expect(notices).toHaveLength(1)
    expect(badges).toEqual([1, 0])
  })

  it('are dropped when the send succeeds after all', async () => {
    const { clock, badges, notices, become } = setup()
    become('a', 'unknown')
    become('a', 'delivered')
    await clock.advance(3_000)
    expect([notices, badges]).toEqual([[], []])
    become('b', 'unknown')
    await clock.advance(3_000)
    become('b', 'delivered')
    await clock.advance(3_000)
    expect(badges).toEqual([1, 0])
    expect(notices).toHaveLength(1)
  })

  it('are not counted again when only the hint of an unknown send changes', async () => {
    const { clock, notices, become, focus } = setup({ old: 'unknown' })
    become('old', 'unknown')
    focus.isFocused = true
    become('a', 'unknown')
    focus.isFocused = false
    become('a', 'unknown')
    await clock.advance(5_000)
    expect(notices).toEqual([])
    become('a', 'refused')
    await clock.advance(5_000)
    expect(notices).toEqual([{ ...none, refused: 1 }])
  })

  it('leave no badge and no timer behind once the watch has stopped', async () => {
    const { clock, badges, watch, become } = setup()
    become('a', 'refused')
    await clock.advance(3_000)
    become('b', 'refused')
    watch.stop()
    expect(badges).toEqual([1, 0])
    expect(clock.timers()).toBe(0)
  })

  it('are listed without counts of zero', () => {
    const trouble = { ...none, refused: 2, unknown: 1 }
    const [en, zh] = [wordsFor('en-US'), wordsFor('zh-CN')]
    expect(en.wentWrong(countOf(trouble))).toBe('3 sends went wrong')
    expect(en.wentWrong(1)).toBe('1 send went wrong')
    expect(en.wentWrongBody(trouble)).toBe('2 refused, 1 unknown. The receipts say why.')
    expect(zh.wentWrongBody(trouble)).toBe('2 条被拒绝，1 条结果未知。原因请看回执。')
  })
})

describe('STOP, pressed while the host is not looking', () => {
  it('is reported without counts of zero', () => {
    const [en, zh] = [wordsFor('en-US'), wordsFor('zh-CN')]
    expect(en.stoppedBody(38, 0, 0)).toBe('38 cancelled.')
    expect(en.stoppedBody(38, 3, 1)).toBe('38 cancelled, 3 already on the way, 1 unknown.')
    expect(en.stoppedBody(0, 0, 0)).toBe('Nothing was waiting.')
    expect(zh.stoppedBody(38, 3, 0)).toBe('38 条已取消，3 条当时已在途中。')
    expect(zh.stoppedBody(0, 0, 0)).toBe('没有等待发送的内容。')
  })
})
