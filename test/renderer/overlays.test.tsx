import { screen, waitFor, within } from '@testing-library/react'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { OverlaysDialog } from '../../renderer/features/overlays/OverlaysDialog.tsx'
import { applyReadings } from '../../renderer/features/counts/store.ts'
import { applyStatus } from '../../renderer/features/status/store.ts'
import { Toaster } from '../../renderer/ui/Toaster.tsx'
import type { Reading } from '../../shared/contract/counts.ts'
import type { Overlay } from '../../shared/contract/overlays.ts'
import { answerCalls } from './support/answer-calls.ts'
import { show } from './support/page.tsx'
import { reading, status } from './support/samples.ts'

const goalBar: Overlay = {
  id: 'bar',
  name: 'Goal bar',
  room: 'Demo room',
  look: 'card',
  language: 'en',
  show: { goal: true, count: true, alerts: true },
  count: { measure: 'gifts', from: 'session', count: 'everyone' },
  createdAt: '2026-03-01T20:00:00.000Z',
  open: 0,
}
const obs = { enabled: false, address: '127.0.0.1:4455', connected: false, hasPassword: false }

const openOverlays = (
  items: Overlay[] = [goalBar],
  more: Parameters<typeof answerCalls>[0] = {},
  first: Reading = reading(),
) => {
  const calls = answerCalls({
    'overlays.list': () => ({ items }),
    'rooms.list': () => ({ items: [] }),
    'goals.get': () => ({ goals: [{ id: 'mic', title: 'New microphone', target: 10, segments: [] }] }),
    'obs.get': () => obs,
    'overlays.create': (made: object) => ({
      ...goalBar,
      ...made,
      token: 'secret',
      address: 'http://127.0.0.1:4747/overlay#token=secret',
    }),
    ...more,
  })
  applyReadings([first])
  const page = show(
    <>
      <OverlaysDialog open onOpenChange={() => undefined} />
      <Toaster />
    </>,
  )
  const inputs = (name: string) => calls.filter((call) => call.name === name).map(({ input }) => input)
  return { ...page, inputs }
}
const button = (name: string | RegExp) => screen.findByRole('button', { name })

beforeEach(() => {
  applyStatus(status({ address: 'http://127.0.0.1:4747/' }))
})

describe('the overlays', () => {
  it('are listed with room, look, and when each was last seen', async () => {
    vi.spyOn(Date, 'now').mockReturnValue(Date.parse('2026-03-01T20:00:02.000Z'))
    const seenAt = '2026-03-01T20:00:00.000Z'
    openOverlays([
      { ...goalBar, open: 1, seenAt },
      { ...goalBar, id: 'b', name: 'Other', room: 'Stage', seenAt },
      { ...goalBar, id: 'c', name: 'New' },
    ])
    const rows = await screen.findAllByRole('listitem')
    expect(rows.map(({ textContent }) => textContent)).toEqual([
      expect.stringMatching(/^Goal bar · Demo room · cardopen, seen 2 sec ago/),
      expect.stringMatching(/^Other · Stage · cardnot open, seen 2 sec ago · shows nothing, because another room/),
      expect.stringMatching(/^New · Demo room · cardnot open since Giftdeck started/),
    ])
    vi.restoreAllMocks()
  })

  it('are withdrawn by two presses', async () => {
    const { host, inputs } = openOverlays([goalBar], { 'overlays.remove': () => ({ removed: true }) })
    await host.click(await button('Withdraw Goal bar'))
    expect(inputs('overlays.remove')).toEqual([])
    await host.click(await button('Withdraw now'))
    expect(inputs('overlays.remove')).toEqual([{ id: 'bar' }])
  })

  it('are twenty at most', async () => {
    openOverlays(Array.from({ length: 20 }, (_, place) => ({ ...goalBar, id: String(place) })))
    expect(await button('New overlay')).toHaveProperty('disabled', true)
    expect(screen.getByText(/^20 overlays are the most\./)).toBeTruthy()
  })

  it('cannot be made while Giftdeck answers at no address', async () => {
    applyStatus(status())
    vi.stubGlobal('location', { protocol: 'app:' })
    openOverlays([])
    expect(await button('New overlay')).toHaveProperty('disabled', true)
    expect(screen.getByText(/^An overlay needs an address\./)).toBeTruthy()
    vi.unstubAllGlobals()
  })
})

describe('a new overlay', () => {
  const make = async (more = {}, first?: Reading) => {
    const page = openOverlays([], more, first)
    await page.host.click(await button('New overlay'))
    await page.host.type(screen.getByRole('textbox', { name: 'Name' }), 'Goal bar')
    return page
  }

  it('is made with what was chosen, and its address is shown once', async () => {
    const { host, inputs } = await make()
    await host.click(screen.getByRole('radio', { name: 'ribbon' }))
    await host.click(screen.getByRole('radio', { name: '简体中文' }))
    await host.click(screen.getByRole('radio', { name: 'viewers only' }))
    await host.click(screen.getByRole('switch', { name: /^Alerts/ }))
    await host.click(await button('Make the overlay'))
    expect(inputs('overlays.create')).toEqual([
      {
        name: 'Goal bar',
        room: 'Demo room',
        look: 'ribbon',
        language: 'zh-CN',
        show: { goal: true, count: true, alerts: false },
        count: { measure: 'gifts', from: 'session', count: 'viewers' },
      },
    ])
    expect(await screen.findByRole('heading', { name: '“Goal bar” is ready' })).toBeTruthy()
    await host.click(await button('Copy: Address'))
    expect(await navigator.clipboard.readText()).toBe('http://127.0.0.1:4747/overlay#token=secret')
    await host.click(await button('Done'))
    expect(screen.queryByDisplayValue(/secret/)).toBeNull()
  })

  it('says that alerts tell only of gifts that Giftdeck sent', async () => {
    await make()
    expect(screen.getByText(/^Alerts tell only of gifts that Giftdeck sent\./)).toBeTruthy()
  })

  it('leaves out our own gifts only where the vendor reports totals', async () => {
    await make({}, reading({ source: 'receipts' }))
    expect(screen.getByRole('radio', { name: 'viewers only' })).toHaveProperty('disabled', true)
    expect(screen.getByText(/the vendor reports no totals/)).toBeTruthy()
  })

  it('counts everyone if coins are counted', async () => {
    const { host, inputs } = await make()
    await host.click(screen.getByRole('radio', { name: 'viewers only' }))
    await host.click(screen.getByRole('radio', { name: 'coins' }))
    expect(screen.getByText(/^Viewers only: not for coins/)).toBeTruthy()
    await host.click(await button('Make the overlay'))
    expect(inputs('overlays.create')).toMatchObject([{ count: { measure: 'coins', count: 'everyone' } }])
  })

  it('is previewed by the code of its own page', async () => {
    const { host } = await make()
    const preview = screen.getByRole('figure', { name: 'Preview with sample data' }).firstElementChild!.shadowRoot!
    expect(preview.querySelector('#gd-overlay')!.getAttribute('data-look')).toBe('card')
    expect(preview.querySelector<HTMLElement>('#gd-count')!.hidden).toBe(false)
    await host.click(screen.getByRole('radio', { name: 'outline' }))
    await host.click(screen.getByRole('switch', { name: 'Count' }))
    expect(preview.querySelector('#gd-overlay')!.getAttribute('data-look')).toBe('outline')
    expect(preview.querySelector<HTMLElement>('#gd-count')!.hidden).toBe(true)
  })

  const connected = { 'obs.get': () => ({ ...obs, enabled: true, connected: true, version: '31' }) }

  it.each([
    [
      { added: true, scene: 'Main', message: '' },
      'Goal bar is now in the scene Main of OBS. Drag it to its place there.',
    ],
    [{ added: false, problem: 'no-browser-source', message: '' }, /has no browser source \(its code 605\)/],
    [
      { added: false, problem: 'name-taken', message: '' },
      'OBS has a source named Goal bar already. Nothing was added.',
    ],
    [{ added: false, problem: 'not-connected', message: '' }, /so nothing was added/],
    [{ added: false, problem: 'refused', message: 'OBS refused: code 1.' }, 'OBS refused: code 1.'],
  ])('is added to OBS, which answers (%#)', async (answer, expected) => {
    const { host, inputs } = await make({ ...connected, 'obs.addSource': () => answer })
    await host.click(await button('Make the overlay'))
    await host.click(await screen.findByRole('radio', { name: '300 × 60' }))
    await waitFor(async () => expect(await button('Add to OBS')).toHaveProperty('disabled', false))
    await host.click(await button('Add to OBS'))
    expect(await screen.findByText(expected)).toBeTruthy()
    const address = 'http://127.0.0.1:4747/overlay#token=secret'
    expect(inputs('obs.addSource')).toEqual([{ name: 'Goal bar', address, width: 300, height: 60 }])
  })

  it('is added by hand while OBS is not connected', async () => {
    const { host } = await make()
    await host.click(await button('Make the overlay'))
    expect(await button('Add to OBS')).toHaveProperty('disabled', true)
    expect(screen.getByText('OBS is not connected, so add it by hand.')).toBeTruthy()
    expect(screen.getByText(/set width 800 and height 600\.$/)).toBeTruthy()
  })
})

it('an overlay is changed, and its address stays', async () => {
  const { host, inputs } = openOverlays([{ ...goalBar, goal: 'mic' }], { 'overlays.change': () => goalBar })
  await host.click(await button('Change Goal bar'))
  const dialog = within(screen.getByRole('dialog'))
  expect(dialog.getByText(/^Its address stays the same\./)).toBeTruthy()
  expect((await dialog.findByRole('combobox', { name: 'Which goal' })).textContent).toBe('New microphone')
  await host.click(dialog.getByRole('radio', { name: 'all time' }))
  await host.click(dialog.getByRole('button', { name: 'Save' }))
  expect(inputs('overlays.change')).toMatchObject([{ id: 'bar', goal: 'mic', count: { from: 'total' } }])
  expect(await screen.findByText('Goal bar was changed. Its page shows it at once.')).toBeTruthy()
})
