import { act, screen, waitFor, within } from '@testing-library/react'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { Notices } from '../../renderer/features/on-air/Notices.tsx'
import { OnAirButton } from '../../renderer/features/on-air/OnAirButton.tsx'
import { onAirActions } from '../../renderer/features/on-air/actions.ts'
import { applyOnAir } from '../../renderer/features/on-air/store.ts'
import { preflight } from '../../renderer/features/preflight/store.ts'
import { applyStatus } from '../../renderer/features/status/store.ts'
import { setConnection } from '../../renderer/platform/connection.ts'
import { useDialog } from '../../renderer/platform/navigation.ts'
import { Palette } from '../../renderer/shell/Palette.tsx'
import type { OnAir, Show } from '../../shared/contract/on-air.ts'
import { answerCalls } from './support/answer-calls.ts'
import { pass, show } from './support/page.tsx'
import { status } from './support/samples.ts'

const at = '2026-03-01T20:00:00.000Z'
const onAir = (change: Partial<OnAir> = {}): OnAir => ({
  state: 'on',
  source: 'obs',
  since: at,
  warning: null,
  lastShow: null,
  ...change,
})
const lastShow: Show = {
  startedAt: at,
  endedAt: '2026-03-01T22:00:00.000Z',
  room: 'Evening show',
  environment: 'live',
  sent: 312,
  delivered: 309,
  refused: 1,
  unknown: 2,
  riseOfOthers: 1_204,
  longestWithoutReadingMs: 4_000,
}

beforeEach(() => {
  setConnection('open')
  applyStatus(status())
})
afterEach(() => {
  vi.useRealTimers()
  setConnection('connecting')
})

describe('the status bar', () => {
  it('shows nothing while nobody has said anything', () => {
    show(<OnAirButton />)
    expect(screen.queryByRole('button')).toBeNull()
    expect(screen.getByRole('status').textContent).toBe('')
  })

  it('shows how long viewers have been watching, and counts on', async () => {
    vi.useFakeTimers({ now: Date.parse(at) + 4_323_000 })
    applyOnAir(onAir())
    show(<OnAirButton />)
    expect(screen.getByRole('button').textContent).toBe('ON AIR1:12:03')
    await pass(1_000)
    expect(screen.getByRole('button').textContent).toBe('ON AIR1:12:04')
  })

  it.each([
    ['off', 'en', 'OFF AIR'],
    ['lost-while-on', 'en', 'OBS lost, still counts as on air'],
    ['off', 'zh-CN', '未直播'],
    ['lost-while-on', 'zh-CN', 'OBS 已断开（仍按直播中处理）'],
  ] as const)('shows %s in %s', (state, language, text) => {
    applyOnAir(onAir({ state }))
    show(<OnAirButton />, language)
    expect(screen.getByRole('button').textContent).toBe(text)
  })

  it('says who says so, and takes the word of the host', async () => {
    const calls = answerCalls({ 'onAir.set': () => onAir({ state: 'off', source: 'host' }) })
    applyOnAir(onAir({ source: 'host' }))
    const { host } = show(<OnAirButton />)
    await host.click(screen.getByRole('button'))
    const menu = within(await screen.findByRole('menu'))
    expect(menu.getByText(/^On air since .* You said so\./)).toBeTruthy()
    const items = menu.getAllByRole('menuitem').map(({ textContent }) => textContent)
    expect(items).toEqual(['I am off air', 'Take my word back', 'Before the show…', 'Connect OBS…', 'Overlays…'])
    await host.click(menu.getByRole('menuitem', { name: 'I am off air' }))
    expect(calls).toEqual([{ name: 'onAir.set', input: { state: 'off' } }])
    await waitFor(() => expect(screen.getByRole('button').textContent).toBe('OFF AIR'))
  })

  it('takes the word back', async () => {
    const calls = answerCalls({ 'onAir.set': () => onAir({ state: 'unknown', source: null, since: null }) })
    applyOnAir(onAir({ state: 'off', source: 'host' }))
    const { host } = show(<OnAirButton />)
    await host.click(screen.getByRole('button'))
    await host.click(await screen.findByRole('menuitem', { name: 'Take my word back' }))
    expect(calls).toEqual([{ name: 'onAir.set', input: { state: null } }])
    await waitFor(() => expect(screen.queryByRole('button', { name: 'OFF AIR' })).toBeNull())
  })
})

describe('what the host can say', () => {
  const unavailable = () =>
    onAirActions
      .list()
      .filter(({ why }) => why != null)
      .map(({ id }) => id)

  it.each([
    ['nobody has said anything', onAir({ state: 'unknown', source: null, since: null }), ['onAir.take-back']],
    ['OBS streams', onAir(), ['onAir.on', 'onAir.off', 'onAir.take-back']],
    ['OBS was lost', onAir({ state: 'lost-while-on' }), ['onAir.on', 'onAir.take-back']],
    ['the host said off', onAir({ state: 'off', source: 'host' }), ['onAir.off']],
  ])('while %s', (_, state, expected) => {
    applyOnAir(state)
    expect(unavailable()).toEqual(expected)
  })

  it.each([
    ['go live', 'I am on air'],
    ['checklist', 'Before the show…'],
    ['browser source', 'Overlays…'],
    ['开播', 'I am on air'],
  ])('is found in the palette by other words (%s)', async (search, name) => {
    const { host } = show(<Palette open onOpenChange={() => undefined} />)
    await host.type(screen.getByRole('combobox'), search)
    expect(await screen.findByRole('option', { name: new RegExp(name) })).toBeTruthy()
  })
})

describe('the notices of a broadcast', () => {
  const openDialogs = () => screen.queryAllByRole('dialog').length
  const text = () => screen.getByRole('status').textContent

  it.each([
    ['test-room-on-air', /^You were on air, and a gift was pressed for the test room Stage at .* Not meant\? Choose/],
    ['live-room-off-air', /^You were off air, and a gift was pressed for the live room Stage at .* may be billed\.$/],
  ] as const)('tell of %s once, until dismissed, and open no dialog', async (kind, expected) => {
    applyOnAir(onAir({ warning: { kind, room: 'Stage', at } }))
    const { host, unmount } = show(<Notices />)
    expect(text()).toMatch(expected)
    expect(openDialogs()).toBe(0)
    await host.click(screen.getByRole('button', { name: 'Seen' }))
    expect(text()).toBe('')
    unmount()
    show(<Notices />)
    expect(text()).toBe('')
  })

  it('sum up the show when it is over, and not during the next one', () => {
    applyOnAir(onAir({ lastShow }))
    show(<Notices />)
    expect(text()).toBe('')
    act(() => applyOnAir(onAir({ state: 'off', lastShow })))
    expect(text()).toMatch(
      /^The show is over .*312 sent · 309 delivered · 1 refused · 2 unknown · viewers' gifts \+1,204 · longest time without a reading 4 sec$/,
    )
  })

  it('say which figures of a show are not known', () => {
    applyOnAir(onAir({ state: 'off', lastShow: { ...lastShow, riseOfOthers: null, longestWithoutReadingMs: null } }))
    show(<Notices />)
    expect(text()).toContain("viewers' gifts not known · longest time without a reading not known")
  })

  it('tell once that a row of the board got worse, and no longer once it is well', async () => {
    const ok = { id: 'obs', state: 'ok', reason: 'obs-connected', values: { version: '31' }, message: '' } as const
    const bad = { ...ok, state: 'trouble', reason: 'obs-trouble', values: { reason: 'not-running' } } as const
    const board = (row: typeof ok | typeof bad, worse: 'obs'[] = []) => ({ board: { rows: [row], worse, at } })
    answerCalls({ 'preflight.get': () => board(ok).board })
    const { host } = show(<Notices />)
    expect(text()).toBe('')
    await act(async () => preflight.load())
    act(() => preflight.use.setState(board(bad, ['obs'])))
    expect(text()).toBe('Got worse since the last look: OBS. OBS does not answer at this address.')
    await host.click(screen.getByRole('button', { name: 'Seen' }))
    act(() => preflight.use.setState(board(bad, ['obs'])))
    expect(text()).toBe('')
    act(() => preflight.use.setState(board(ok)))
    act(() => preflight.use.setState(board(bad, ['obs'])))
    expect(text()).not.toBe('')
    act(() => preflight.use.setState(board(ok)))
    expect(text()).toBe('')
  })
})

describe('a broadcast', () => {
  it('opens no dialog, whatever it tells', () => {
    function OpenDialog() {
      const opened = ['obs', 'overlays', 'preflight', 'rooms', 'devices'].filter((name) => useDialog(name)[0])
      return <p>{`open: ${opened.join()}`}</p>
    }
    show(
      <>
        <OpenDialog />
        <Notices />
      </>,
    )
    for (const state of ['on', 'lost-while-on', 'off', 'unknown'] as const)
      act(() => applyOnAir(onAir({ state, lastShow, warning: { kind: 'test-room-on-air', room: 'Stage', at } })))
    expect(screen.getByText('open:')).toBeTruthy()
  })
})
