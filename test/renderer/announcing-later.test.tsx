import { act, screen, waitFor, within } from '@testing-library/react'
import { afterEach, describe, expect, it } from 'vitest'
import { closeDialog, openDialog } from '../../renderer/platform/navigation.ts'
import { resourceChanged } from '../../renderer/platform/resource.ts'
import { AnnouncePanel } from '../../renderer/features/announcements/AnnouncePanel.tsx'
import { changeDraft, loadDraft } from '../../renderer/features/announcements/draft.ts'
import { useGoals } from '../../renderer/features/counts/goals.ts'
import { applyReadings } from '../../renderer/features/counts/store.ts'
import { applyReceipts } from '../../renderer/features/sends/store.ts'
import { applyStatus } from '../../renderer/features/status/store.ts'
import { Toaster } from '../../renderer/ui/Toaster.tsx'
import { useToasts } from '../../renderer/ui/toasts.ts'
import type { Schedule } from '../../shared/contract/schedules.ts'
import type { Templates } from '../../shared/contract/templates.ts'
import type { UpNext } from '../../shared/contract/up-next.ts'
import { answerCalls, refusal } from './support/answer-calls.ts'
import { show } from './support/page.tsx'
import { announcement, reading, status } from './support/samples.ts'

afterEach(() => {
  closeDialog()
  useToasts.setState({ toasts: [] })
})

const rules: Templates = {
  templates: [{ id: 'a', name: 'Rules', text: 'Be kind in {room}', extensionInfo: { style: 'banner' } }],
  variables: [{ name: 'sponsor', value: 'Blue Kettle' }],
}
const schedule = (change: Partial<Schedule> = {}): Schedule => ({
  id: 'schedule-1',
  text: 'Follow us',
  when: { kind: 'every', minutes: 15, jitterSeconds: 30 },
  onlyWhile: 'always',
  onlyComplete: false,
  enabled: true,
  nextAt: new Date(Date.now() + 600_000).toISOString(),
  offBecause: null,
  last: null,
  ...change,
})
const upNextWith = (change: Partial<UpNext> = {}): UpNext => ({ items: [], run: null, halted: null, ...change })
const two = [
  { id: '1', text: 'One' },
  { id: '2', text: 'Two' },
]

interface Resource {
  templates?: Templates
  schedules?: Schedule[]
  upNext?: UpNext
}

/** Shows the announcement panel of a room with this stored data. A test may add answers of its own. */
async function showPanel(stored: Resource = {}, answers: Record<string, (input: never) => unknown> = {}) {
  const calls = answerCalls({
    'templates.get': () => stored.templates ?? { templates: [], variables: [] },
    'schedules.list': () => ({ items: stored.schedules ?? [] }),
    'upNext.get': () => stored.upNext ?? upNextWith(),
    ...answers,
  })
  loadDraft()
  applyStatus(status())
  applyReadings([reading()])
  const page = show(
    <>
      <AnnouncePanel />
      <Toaster />
    </>,
  )
  await waitFor(() => expect(calls).toHaveLength(3))
  await act(async () => undefined)
  const presses = () => calls.slice(3).filter(({ name }) => name !== 'upNext.get' && name !== 'sends.search')
  return { ...page, calls, presses, stored }
}
const box = () => screen.getByLabelText<HTMLTextAreaElement>('Announcement')
const openDrawer = async (name: string) => {
  act(() => openDialog(`announcements.${name}`))
  return within(await screen.findByRole('dialog'))
}
const preview = () => screen.getByRole('figure', { name: 'What viewers will see' })

describe('templates', () => {
  it('of the room are listed in the menu by name, and bring their extra data', async () => {
    const { host } = await showPanel({ templates: rules })
    await host.click(screen.getByRole('button', { name: 'Templates and variables' }))
    await host.click(screen.getByRole('menuitem', { name: /^Rules/ }))
    expect(box().value).toBe('Be kind in {room}')
    expect(screen.getByLabelText(/ExtensionInfo/, { selector: 'textarea' })).toHaveProperty(
      'value',
      '{"style":"banner"}',
    )
  })

  it('show the present value of each variable in the menu', async () => {
    const { host } = await showPanel({ templates: rules })
    await host.click(screen.getByRole('button', { name: 'Templates and variables' }))
    expect(screen.getByRole('menuitem', { name: '{count} 1,284' })).toBeTruthy()
    expect(screen.getByRole('menuitem', { name: '{sponsor} Blue Kettle' })).toBeTruthy()
    expect(screen.getByRole('menuitem', { name: '{goalLeft} no value now' })).toBeTruthy()
  })

  it('are listed apart from past posts and variables, and a past post that viewers did not see is marked', async () => {
    const { host } = await showPanel({ templates: rules })
    act(() => applyReceipts([{ ...announcement({ state: 'dropped' }), id: 'post-1' }]))
    await host.click(screen.getByRole('button', { name: 'Templates and variables' }))
    const group = (name: string) => within(screen.getByRole('group', { name }))
    expect(group('Templates').getAllByRole('menuitem')).toHaveLength(1)
    expect(group('Recent').getByRole('menuitem').textContent).toMatch(/dropped$/)
    expect(group('Variables').getAllByRole('menuitem')).toHaveLength(5)
  })

  it('follow a change that another page made', async () => {
    const { stored, host } = await showPanel()
    stored.templates = rules
    await act(async () => resourceChanged('templates'))
    await host.click(screen.getByRole('button', { name: 'Templates and variables' }))
    expect(screen.getByRole('menuitem', { name: /^Rules/ })).toBeTruthy()
  })

  it('are stored only by Save', async () => {
    const saved: Templates[] = []
    const { host } = await showPanel(
      { templates: rules },
      { 'templates.set': (next: Templates) => (saved.push(next), next) },
    )
    const drawer = await openDrawer('templates')
    await host.type(drawer.getByDisplayValue('Rules'), ' of tonight')
    await host.type(drawer.getByDisplayValue('Blue Kettle'), ' Tea')
    expect(saved).toEqual([])
    await host.click(drawer.getByRole('button', { name: 'Save' }))
    expect(saved).toEqual([
      {
        templates: [
          { id: 'a', name: 'Rules of tonight', text: 'Be kind in {room}', extensionInfo: '{"style":"banner"}' },
        ],
        variables: [{ name: 'sponsor', value: 'Blue Kettle Tea' }],
      },
    ])
  })

  it('show an error at a variable whose name is built in', async () => {
    const { host, presses } = await showPanel({ templates: rules })
    const drawer = await openDrawer('templates')
    const name = drawer.getByDisplayValue('sponsor')
    await host.clear(name)
    await host.type(name, 'room')
    await host.click(drawer.getByRole('button', { name: 'Save' }))
    expect(name.getAttribute('aria-invalid')).toBe('true')
    expect(drawer.getByText('This name is built in; choose another.')).toBeTruthy()
    expect(presses()).toEqual([])
  })
})

describe('the preview', () => {
  it('is filled in while the host types, with unknown variables marked', async () => {
    const { host } = await showPanel({ templates: rules })
    await host.click(box())
    await host.paste('{count} gifts, {sponsor}, {goalLeft}, {roon}')
    expect(preview().textContent).toContain('1,284 gifts, Blue Kettle, –, {roon}')
    expect([...preview().querySelectorAll('mark')].map((mark) => mark.textContent)).toEqual(['–', '{roon}'])
    expect(screen.getByText('{roon} is no variable; it is posted as it stands.')).toBeTruthy()
    expect(screen.getByText('{goalLeft} has no value now; a dash stands for it.')).toBeTruthy()
  })

  it('shows what the first goal still lacks, as readings arrive', async () => {
    await showPanel()
    const goal = { id: 'a', title: '', measure: 'gifts', from: 'session', target: 100 } as const
    act(() => {
      useGoals.setState({ goals: [{ ...goal, segments: [] }] })
      changeDraft({ text: 'Only {goalLeft} to go' })
    })
    expect(preview().textContent).toContain('Only 59 to go')
    act(() => applyReadings([reading({ totalCount: 1_300 })]))
    expect(preview().textContent).toContain('Only 43 to go')
  })

  it('is text only, whatever the text or a sender’s name contains', async () => {
    await showPanel()
    act(() => changeDraft({ text: '<img src=x onerror=alert(1)>', from: '<b>host</b>' }))
    expect(preview().textContent).toContain('<img src=x onerror=alert(1)>')
    expect(preview().querySelector('img, b')).toBeNull()
  })
})

describe('the announcement queue', () => {
  it('takes the text from the box with its variables unfilled', async () => {
    const { host, presses } = await showPanel({}, { 'upNext.add': () => ({ id: '1', text: '' }) })
    await host.click(box())
    await host.paste('{count} so far')
    await host.click(screen.getByRole('button', { name: 'Line it up' }))
    expect(presses()).toEqual([{ name: 'upNext.add', input: { text: '{count} so far' } }])
    expect(box().value).toBe('')
  })

  it('shows in the strip what comes next', async () => {
    const { stored } = await showPanel({ upNext: upNextWith({ items: two }) })
    expect(screen.getByRole('button', { name: '2 lined up' })).toBeTruthy()
    stored.schedules = [schedule({ enabled: false, nextAt: null, offBecause: 'stop' })]
    await act(async () => resourceChanged('schedules'))
    expect(screen.getByRole('button', { name: 'Schedule off' })).toBeTruthy()
    stored.schedules = [schedule({ nextAt: new Date(2099, 0, 1, 21, 5).toISOString() })]
    await act(async () => resourceChanged('schedules'))
    expect(screen.getByRole('button', { name: /^Next .*21:05/ })).toBeTruthy()
  })

  it('posts its first announcement by hand and shows the receipt under the box', async () => {
    const { host, presses } = await showPanel(
      { upNext: upNextWith({ items: two }) },
      { 'upNext.postNext': () => ({ id: 'send-1', seq: 1, state: 'queued' }) },
    )
    const drawer = await openDrawer('upNext')
    await host.click(drawer.getByRole('button', { name: 'Post next' }))
    expect(presses()).toEqual([{ name: 'upNext.postNext', input: undefined }])
    act(() => applyReceipts([announcement({ state: 'delivered' })]))
    expect(screen.getByText('delivered', { selector: 'output *' })).toBeTruthy()
    // A delivered receipt disappears once another text is typed. A receipt with an unknown result stays, with its own
    // text, and disappears in another room.
    act(() => changeDraft({ text: 'Next' }))
    expect(screen.queryByText('delivered', { selector: 'output *' })).toBeNull()
    act(() => applyReceipts([announcement({ seq: 9, state: 'unknown', reason: 'timed-out' })]))
    expect(screen.getByText(announcement().announcement!.text, { selector: 'output q' })).toBeTruthy()
    act(() => applyStatus(status({ room: 'Another room' })))
    expect(screen.queryByText('unknown', { selector: 'output *' })).toBeNull()
  })

  it('unlocks a live room with the first press, which posts nothing', async () => {
    const open = { armed: true, armedUntil: new Date(Date.now() + 10_000).toISOString(), hold: false, stopped: false }
    const { host, presses } = await showPanel({ upNext: upNextWith({ items: two }) }, { 'safety.arm': () => open })
    act(() => applyStatus(status({ environment: 'live' })))
    const drawer = await openDrawer('upNext')
    await host.click(drawer.getByRole('button', { name: 'Arm' }))
    expect(presses().map(({ name }) => name)).toEqual(['safety.arm'])
  })

  it('shows why automatic posting was refused', async () => {
    const { host } = await showPanel({ upNext: upNextWith({ items: two }) }, { 'upNext.run': refusal('LOCKED') })
    const drawer = await openDrawer('upNext')
    await host.click(drawer.getByRole('button', { name: 'Run' }))
    expect((await drawer.findByText(/locked/i)).textContent).toBeTruthy()
  })

  it('restores a removed announcement to its position', async () => {
    const { host, presses } = await showPanel(
      { upNext: upNextWith({ items: two }) },
      { 'upNext.remove': () => two[1], 'upNext.add': () => two[1] },
    )
    const drawer = await openDrawer('upNext')
    await host.click(drawer.getAllByRole('button', { name: 'Remove' })[1]!)
    await host.click(await drawer.findByText('Undo'))
    expect(presses()).toEqual([
      { name: 'upNext.remove', input: { id: '2' } },
      { name: 'upNext.add', input: { text: 'Two', at: 1 } },
    ])
  })
})

describe('the schedule', () => {
  it('is created from the text in the box', async () => {
    const added: unknown[] = []
    const { host } = await showPanel({}, { 'schedules.add': (of: never) => (added.push(of), schedule()) })
    await host.click(box())
    await host.paste('Follow us')
    await host.click(screen.getByRole('button', { name: 'Schedule it…' }))
    const dialog = within(await screen.findByRole('dialog'))
    await host.click(dialog.getByRole('radio', { name: 'Again and again' }))
    const jitter = dialog.getByLabelText('Give or take, in seconds')
    await host.clear(jitter)
    await host.type(jitter, '30')
    await host.click(dialog.getByRole('button', { name: 'Schedule' }))
    expect(added).toEqual([
      {
        text: 'Follow us',
        when: { kind: 'every', minutes: 15, jitterSeconds: 30 },
        onlyWhile: 'always',
        onlyComplete: false,
        enabled: true,
      },
    ])
    expect(box().value).toBe('')
  })

  it('shows an error at its field and keeps the dialog open', async () => {
    const { host, presses } = await showPanel()
    act(() => changeDraft({ text: 'Follow us' }))
    await host.click(screen.getByRole('button', { name: 'Schedule it…' }))
    const dialog = within(await screen.findByRole('dialog'))
    await host.click(dialog.getByRole('radio', { name: 'Again and again' }))
    await host.clear(dialog.getByLabelText('Minutes between posts'))
    await host.click(dialog.getByRole('button', { name: 'Schedule' }))
    expect(dialog.getByLabelText('Minutes between posts').getAttribute('aria-invalid')).toBe('true')
    expect(presses()).toEqual([])
  })

  it('shows that STOP switched it off, and continues once the host switches it on again', async () => {
    const off = schedule({ enabled: false, nextAt: null, offBecause: 'stop' })
    const { host, presses } = await showPanel(
      { schedules: [off] },
      { 'schedules.resume': () => ({ items: [schedule()] }) },
    )
    const drawer = await openDrawer('upNext')
    expect(drawer.getByText(/STOP switched the schedule off/)).toBeTruthy()
    await host.click(drawer.getByRole('button', { name: 'Switch on again' }))
    expect(presses()).toEqual([{ name: 'schedules.resume', input: undefined }])
    await waitFor(() => expect(drawer.queryByText(/STOP switched/)).toBeNull())
    expect(drawer.getByRole('switch').getAttribute('aria-checked')).toBe('true')
  })

  it('shows why a run was skipped', async () => {
    await showPanel({ schedules: [schedule({ last: { at: '2026-03-01T12:00:00.000Z', skipped: 'locked' } })] })
    const drawer = await openDrawer('upNext')
    expect(drawer.getByText('skipped: the room was locked')).toBeTruthy()
  })
})

describe('a past post', () => {
  it('returns to the box as it was posted, and the previous text can be restored', async () => {
    const { host } = await showPanel()
    act(() => {
      applyReceipts([
        announcement({ announcement: { text: 'Use {count}', from: 'host_001', extensionInfo: '{"a":1}' } }),
      ])
      changeDraft({ text: 'Half a thought' })
    })
    const drawer = await openDrawer('history')
    await host.click(drawer.getByRole('button', { name: 'Put back in the box' }))
    expect(box().value).toBe('Use {{count}}')
    expect(preview().textContent).toContain('Use {count}')
    await host.click(await screen.findByText('Undo'))
    expect(box().value).toBe('Half a thought')
  })

  it('is loaded from the ledger when the page does not hold it', async () => {
    const old = announcement({ id: 'old', state: 'dropped', announcement: { text: 'Long ago', from: 'host_001' } })
    const elsewhere = announcement({ id: 'else', roomName: 'Another', announcement: { text: 'There', from: 'a' } })
    await showPanel({}, { 'sends.search': () => ({ items: [old, elsewhere], total: 2, next: null }) })
    const drawer = await openDrawer('history')
    expect(await drawer.findByText('Long ago')).toBeTruthy()
    expect(drawer.queryByText('There')).toBeNull()
    expect(drawer.getByRole('button', { name: 'Send again' })).toBeTruthy()
  })

  it('can be posted again if viewers did not see it, until it was sent again', async () => {
    const { host, presses } = await showPanel({}, { 'sends.again': () => ({ id: 'send-3', seq: 3, state: 'queued' }) })
    act(() =>
      applyReceipts([
        announcement({ state: 'dropped', reason: 'drop-frequency' }),
        announcement({ id: 'send-2', seq: 2, announcement: { text: 'Seen', from: 'host_001' } }),
      ]),
    )
    const drawer = await openDrawer('history')
    const missed = within(drawer.getByRole('region', { name: 'Viewers did not see these' }))
    expect(missed.getAllByRole('listitem')).toHaveLength(1)
    await host.click(missed.getByRole('button', { name: 'Send again' }))
    expect(presses()).toEqual([{ name: 'sends.again', input: { id: 'send-1' } }])
    act(() => applyReceipts([announcement({ id: 'send-3', seq: 3, parentId: 'send-1' })]))
    expect(drawer.queryByRole('region', { name: 'Viewers did not see these' })).toBeNull()
  })
})

describe('the summary of what comes next', () => {
  const halted = { at: new Date().toISOString(), because: 'stop' } as const
  const off = schedule({ nextAt: null, offBecause: 'stop' })
  it.each([
    [{ upNext: upNextWith({ items: two, halted }) }, 'Line-up halted'],
    [{ schedules: [off] }, 'Schedule off'],
    [{ upNext: upNextWith({ items: two, halted }), schedules: [off] }, 'Line-up and schedule off'],
  ])('names what has stopped (%#)', async (stored: Resource, words) => {
    await showPanel(stored)
    expect(screen.getByRole('button', { name: words })).toBeTruthy()
  })
})
