import { act, screen, within } from '@testing-library/react'
import { describe, expect, it } from 'vitest'
import { CountsPanel } from '../../renderer/features/counts/CountsPanel.tsx'
import { passed, goalProgress } from '../../renderer/features/counts/celebrations.ts'
import { draftOf, goalOf, newKeyStatus } from '../../renderer/features/counts/goal-draft.ts'
import { applyReading, applyReadings } from '../../renderer/features/counts/store.ts'
import { applyStatus } from '../../renderer/features/status/store.ts'
import type { Goal } from '../../shared/contract/goals.ts'
import { answerCalls } from './support/answer-calls.ts'
import { show } from './support/page.tsx'
import { reading, status } from './support/samples.ts'

const goal = (change: Partial<Goal> = {}): Goal => ({
  id: 'mic',
  title: 'New microphone',
  measure: 'gifts',
  from: 'session',
  target: 100,
  segments: [{ at: 50, label: 'stand' }],
  ...change,
})
/** Returns a reading with this many gifts in the session, which began at 1,243. */
const gifts = (session: number) => reading({ totalCount: 1_243 + session, at: new Date().toISOString() })

describe('the progress of a goal', () => {
  it('is what the session brought, or the whole total', () => {
    expect(goalProgress(goal(), gifts(41))).toEqual({ now: 41, fill: 41, percent: 41 })
    expect(goalProgress(goal({ from: 'total', target: 2_000 }), gifts(41))).toMatchObject({ now: 1_284, percent: 64 })
    expect(goalProgress(goal({ measure: 'coins', target: 820 }), gifts(0))).toMatchObject({ now: 410, percent: 50 })
  })

  it('stops the bar at the target while the true number continues', () => {
    expect(goalProgress(goal(), gifts(150))).toEqual({ now: 150, fill: 100, percent: 150 })
  })

  it('is unknown while the count is unknown, or nobody reads its receiver', () => {
    expect(goalProgress(goal(), reading({ totalCount: null }))).toEqual({ now: null, fill: 0, percent: null })
    expect(goalProgress(goal(), undefined)).toEqual({ now: null, fill: 0, percent: null })
  })
})

describe('the celebration of a goal', () => {
  const now = Date.parse('2026-03-01T12:00:00.000Z')
  /** Returns the milestones that each of the readings celebrates. */
  const follow = (sessions: number[], one = goal()) => {
    let seen = {}
    return sessions.map((session) => {
      const after = passed(seen, [one], [gifts(session)], now)
      seen = after.seen
      return after.news.map(({ at }) => at)
    })
  }

  it('happens once for each milestone', () => {
    expect(follow([10, 49, 50, 51, 99, 130, 140])).toEqual([[], [], [50], [], [], [100], []])
  })

  it('never happens for what was reached before the page opened', () => {
    expect(follow([60, 61])).toEqual([[], []])
  })

  it('is not repeated when the total fell and rises again', () => {
    expect(follow([49, 50, 40, 50])).toEqual([[], [50], [], []])
  })

  it('is for the last milestone if one reading passes several', () => {
    expect(follow([10, 200])).toEqual([[], [100]])
  })

  it('does not happen after the deadline', () => {
    expect(follow([10, 200], goal({ deadline: '2026-03-01T11:59:59.000Z' }))).toEqual([[], []])
  })

  it('starts again with another session, which itself celebrates nothing', () => {
    const first = passed({}, [goal()], [gifts(60)], now)
    const anew = { ...gifts(60), baseline: { ...reading().baseline!, at: '2026-03-01T12:30:00.000Z' } }
    const second = passed(first.seen, [goal()], [anew], now)
    expect(second.news).toEqual([])
    const { news } = passed(second.seen, [goal()], [{ ...anew, totalCount: 1_243 + 100 }], now)
    expect(news).toMatchObject([{ at: 100, isTarget: true }])
  })

  it('waits while the count is unknown and skips nothing', () => {
    const { seen } = passed({}, [goal()], [gifts(49)], now)
    const blind = passed(seen, [goal()], [reading({ totalCount: null })], now)
    expect(passed(blind.seen, [goal()], [gifts(50)], now).news).toMatchObject([{ at: 50, label: 'stand' }])
  })
})

describe('the goals on the screen', () => {
  const showGoals = (goals: Goal[], first = gifts(41)) => {
    let kept = goals
    const calls = answerCalls({
      'goals.get': () => ({ goals: kept }),
      'goals.set': ({ goals: next }: { goals: Goal[] }) => ({ goals: (kept = next) }),
      'counts.receivers': () => ({ receivers: ['host_001'] }),
      'counts.get': () => ({ readings: [first] }),
    })
    applyStatus(status())
    applyReadings([first])
    return {
      calls,
      set: () => calls.filter(({ name }) => name === 'goals.set').map(({ input }) => input),
      ...show(<CountsPanel />),
    }
  }
  const list = () => screen.getByRole('region', { name: 'Goals' })

  it('show title, number, percentage and the next milestone', async () => {
    showGoals([goal()])
    expect((await screen.findByText('New microphone')).parentElement!.textContent).toContain('41 / 100 gifts41%')
    expect(list().textContent).toContain('Next: stand at 50')
    expect(within(list()).getByRole('meter').getAttribute('value')).toBe('41')
  })

  it('show a dash while the count is unknown', async () => {
    showGoals([goal()], reading({ totalCount: null }))
    expect(await screen.findByText('– / 100 gifts')).toBeTruthy()
  })

  it('announce that one is reached, also to screen readers', async () => {
    showGoals([goal()])
    await screen.findByText('New microphone')
    expect(within(list()).getByRole('status').textContent).toBe('')
    act(() => applyReading(gifts(120)))
    expect(within(list()).getByRole('status').textContent).toBe('Goal reached: New microphone, 100 gifts.')
    expect(within(list()).getByText('reached')).toBeTruthy()
    expect(within(list()).getByText('120 / 100 gifts')).toBeTruthy()
  })

  it('are set with a name, a target and milestones', async () => {
    const { host, set } = showGoals([])
    await host.click(await screen.findByRole('button', { name: 'Set a goal' }))
    const dialog = within(screen.getByRole('dialog'))
    await host.type(dialog.getByLabelText('Name'), 'Camera')
    await host.type(dialog.getByLabelText('To reach'), 'many')
    await host.click(dialog.getByRole('button', { name: 'Save' }))
    expect(dialog.getByText('Enter a number.')).toBeTruthy()
    await host.clear(dialog.getByLabelText('To reach'))
    await host.type(dialog.getByLabelText('To reach'), '2,000')
    await host.click(dialog.getByRole('radio', { name: 'coins' }))
    await host.click(dialog.getByRole('button', { name: 'Add a mark' }))
    await host.type(dialog.getByLabelText('Mark 1: reached at'), '5000')
    await host.click(dialog.getByRole('button', { name: 'Save' }))
    expect(dialog.getByText('Must be below the target.')).toBeTruthy()
    await host.clear(dialog.getByLabelText('Mark 1: reached at'))
    await host.type(dialog.getByLabelText('Mark 1: reached at'), '500')
    await host.type(dialog.getByLabelText('Mark 1: name'), 'Lens')
    await host.click(dialog.getByRole('button', { name: 'Save' }))
    const segments = [{ at: 500, label: 'Lens' }]
    expect(set()).toMatchObject([
      { goals: [{ title: 'Camera', target: 2_000, measure: 'coins', from: 'session', segments }] },
    ])
    expect(await screen.findByText('410 / 2,000 coins')).toBeTruthy()
  })

  it('are removed only after confirmation', async () => {
    const { host, set } = showGoals([goal()])
    await host.click(await screen.findByRole('button', { name: 'Change the goal New microphone' }))
    await host.click(screen.getByRole('button', { name: 'Remove goal' }))
    expect(set()).toEqual([])
    await host.click(screen.getByRole('button', { name: 'Remove goal' }))
    expect(set()).toEqual([{ goals: [] }])
  })
})

const mark = (at: string) => ({ ...newKeyStatus(), at })

describe('the form of a goal', () => {
  it('returns exactly the goal it was given', () => {
    const whole = goal({ receiver: 'co-host', deadline: '2026-03-01T20:00:00.000Z' })
    expect(goalOf(draftOf(whole))).toEqual({ goal: whole })
  })

  it('leaves out empty milestones', () => {
    expect(goalOf({ ...draftOf(goal()), segments: [mark(' ')] })).toMatchObject({ goal: { segments: [] } })
  })

  it('shows the first error of a field', () => {
    expect(goalOf({ ...draftOf(goal()), deadline: 'soon' })).toEqual({
      problems: { deadline: 'must be a time such as 2026-03-01T20:00:00Z' },
    })
  })

  it('names an invalid milestone by its row, counting empty rows above it', () => {
    expect(goalOf({ ...draftOf(goal()), segments: [mark(''), mark('5'), mark('4')] })).toEqual({
      problems: { 'segments.2.at': expect.any(String) },
    })
  })
})

describe('a goal of viewers only', () => {
  const openForm = async (first = gifts(41), goals = [goal({ count: 'viewers' })]) => {
    const calls = answerCalls({
      'goals.get': () => ({ goals }),
      'goals.set': (saved: object) => saved,
      'counts.receivers': () => ({ receivers: ['host_001'] }),
      'counts.get': () => ({ readings: [first] }),
    })
    applyStatus(status())
    applyReadings([first])
    const { host } = show(<CountsPanel />)
    await host.click(await screen.findByRole('button', { name: 'Change the goal New microphone' }))
    const save = async () => {
      await host.click(screen.getByRole('button', { name: 'Save' }))
      return calls.filter(({ name }) => name === 'goals.set').map(({ input }) => input)
    }
    return { host, save, viewers: screen.getByRole('radio', { name: 'viewers only' }) }
  }

  it('shows so at its bar', async () => {
    await openForm()
    expect(screen.getByRole('region', { name: 'Goals', hidden: true }).textContent).toContain('viewers only')
  })

  it('is chosen in the form, where our own gifts can be left out', async () => {
    const { host, save, viewers } = await openForm(gifts(41), [goal()])
    await host.click(viewers)
    expect(screen.getByText('Without the gifts that Giftdeck sent.')).toBeTruthy()
    expect(await save()).toMatchObject([{ goals: [{ count: 'viewers' }] }])
  })

  it.each([
    ['coins', /^Viewers only: not for coins/],
    ['all time', /^Viewers only: not for all time/],
  ])('counts everyone again if it measures %s', async (choice, why) => {
    const { host, save, viewers } = await openForm()
    await host.click(screen.getByRole('radio', { name: choice }))
    expect(viewers).toHaveProperty('disabled', true)
    expect(screen.getByText(why)).toBeTruthy()
    const [saved] = (await save()) as [{ goals: Goal[] }]
    expect(saved.goals[0]).not.toHaveProperty('count')
  })

  it('is not offered where the vendor reports no totals', async () => {
    const { viewers } = await openForm({ ...gifts(41), source: 'receipts' }, [goal()])
    expect(viewers).toHaveProperty('disabled', true)
    expect(screen.getByText(/the vendor reports no totals/)).toBeTruthy()
  })
})
