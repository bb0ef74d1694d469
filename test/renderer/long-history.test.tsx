import { act, fireEvent, screen, waitFor, within } from '@testing-library/react'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { useState } from 'react'
import { EraseDialog } from '../../renderer/features/activity/EraseDialog.tsx'
import { ActivityPanel } from '../../renderer/features/activity/ActivityPanel.tsx'
import { useActivityList } from '../../renderer/features/activity/activity-list.ts'
import { mostRows } from '../../renderer/features/activity/rows.ts'
import { openStory, showSend } from '../../renderer/features/activity/store.ts'
import { useUnreadWatch } from '../../renderer/features/activity/UnreadWatch.tsx'
import { applyReceipts, applySnapshot, useSends } from '../../renderer/features/sends/store.ts'
import { applyStatus } from '../../renderer/features/status/store.ts'
import type { FoundSend } from '../../shared/contract/sends.ts'
import { english } from '../../shared/sentences/sentences.ts'
import { answerCalls, refusal } from './support/answer-calls.ts'
import { giftReceipt } from './support/gift-key.ts'
import { roses, searchOver } from './support/ledger.ts'
import { show } from './support/page.tsx'
import { status } from './support/samples.ts'

const rowPx = 57

beforeEach(() => {
  // The list renders only what fits, and in the test DOM nothing has a size.
  vi.spyOn(HTMLElement.prototype, 'clientHeight', 'get').mockReturnValue(600)
  vi.spyOn(HTMLElement.prototype, 'offsetHeight', 'get').mockImplementation(function (this: HTMLElement) {
    return this.dataset['index'] === undefined ? 600 : rowPx
  })
})
afterEach(() => vi.restoreAllMocks())

/** Shows the list and counts unread failures, as the cockpit does from the start. */
function Watched() {
  useUnreadWatch()
  return <ActivityPanel />
}

async function openActivity(sends: readonly FoundSend[], more: Record<string, (input: never) => unknown> = {}) {
  const calls = answerCalls({ 'sends.search': searchOver(sends), ...more })
  const page = show(<Watched />)
  await waitFor(() => expect(useActivityList.getState().state).toBe('ready'))
  const list = () => screen.getAllByRole('list')[0]!.parentElement!
  const scrollTo = (row: number) => {
    list().scrollTop = row * rowPx
    fireEvent.scroll(list())
  }
  const searches = () => calls.filter(({ name }) => name === 'sends.search').map(({ input }) => input)
  return { calls, searches, scrollTo, ...page }
}

const pressNow = (pressed: number, more: Partial<FoundSend> = {}) =>
  act(() =>
    applyReceipts([
      giftReceipt({
        id: `new-${pressed}`,
        pressed,
        seq: pressed * 3,
        gift: { giftId: `new ${pressed}`, count: 1, from: 'fan', to: 'host' },
        ...more,
      }),
    ]),
  )

describe('a hundred thousand sends', () => {
  const sends = roses(100_000)

  it('are one list, of which only the rows nearby are loaded', async () => {
    const { scrollTo, searches } = await openActivity(sends)
    expect(screen.getByText('rose 100000 ×1')).toBeTruthy()
    expect(searches().every((input) => (input as { limit: number }).limit <= 100)).toBe(true)

    scrollTo(50_000)
    expect(await screen.findByText('rose 49999 ×1')).toBeTruthy()
    scrollTo(99_995)
    expect(await screen.findByText('rose 1 ×1')).toBeTruthy()
    scrollTo(0)
    expect(await screen.findByText('rose 100000 ×1')).toBeTruthy()
    expect(useActivityList.getState().rows.total).toBe(100_000)
  })

  it('scroll in both directions, and drop rows far away', async () => {
    const { scrollTo } = await openActivity(roses(3_000))
    for (let row = 0; row <= 1_500; row += 60) {
      scrollTo(row)
      expect(await screen.findByText(`rose ${3_000 - row - 5} ×1`)).toBeTruthy()
      expect(useActivityList.getState().rows.items.length).toBeLessThanOrEqual(mostRows)
    }
    for (let row = 1_500; row >= 0; row -= 60) {
      scrollTo(row)
      expect(await screen.findByText(`rose ${3_000 - row - 5} ×1`)).toBeTruthy()
    }
    const { start, items } = useActivityList.getState().rows
    expect(items.map(({ pressed }) => pressed)).toEqual(items.map((_, at) => 3_000 - start - at))
  })
})

describe('a new send', () => {
  it('renders its own row, and no other row again', async () => {
    await openActivity(roses(20))
    let reads = 0
    const receipt = Object.defineProperty(giftReceipt({ id: 'watched', pressed: 21, seq: 100 }), 'latencyMs', {
      get: () => ++reads,
    })
    act(() => applyReceipts([receipt]))
    const before = reads
    expect(before).toBeGreaterThan(0)
    pressNow(22)
    expect(await screen.findByText('new 22 ×1')).toBeTruthy()
    expect(reads).toBe(before)
  })
})

describe('whether the host is looking', () => {
  it('is asked only when a send has failed', async () => {
    await openActivity(roses(20))
    const asked = vi.spyOn(document, 'hasFocus')
    pressNow(21)
    pressNow(22, { state: 'sending' })
    expect(asked).not.toHaveBeenCalled()
    pressNow(23, { state: 'refused' })
    expect(asked).toHaveBeenCalled()
  })
})

describe('while the host reads further down', () => {
  it('nothing moves, and new sends are counted', async () => {
    const { host, scrollTo } = await openActivity(roses(300))
    scrollTo(20)
    pressNow(301)
    pressNow(302)
    pressNow(303, { state: 'sending' })
    expect(screen.getByText('rose 280 ×1')).toBeTruthy()
    expect(useActivityList.getState().rows.total).toBe(300)
    pressNow(303, { seq: 1_000, state: 'delivered' })
    await host.click(screen.getByRole('button', { name: '3 new' }))
    expect(useActivityList.getState().rows).toMatchObject({ start: 0, total: 303 })
    expect(useActivityList.getState().rows.items[0]).toMatchObject({ id: 'new-303', state: 'delivered' })
    expect(screen.queryByRole('button', { name: '3 new' })).toBeNull()
  })

  it('a visible send still changes', async () => {
    const { scrollTo } = await openActivity(roses(300, (at) => (at === 280 ? { state: 'unknown' } : {})))
    scrollTo(16)
    expect(screen.getByText('unknown')).toBeTruthy()
    act(() => applyReceipts([{ ...roses(280)[279]!, seq: 5_000, hint: 'likely-delivered', state: 'unknown' }]))
    expect(screen.getByText('probably landed')).toBeTruthy()
  })
})

describe('filters', () => {
  it('query the ledger by state and kind, and follow changes', async () => {
    const { host, searches } = await openActivity(roses(40, (at) => (at === 7 ? { state: 'refused' } : {})))
    await host.click(screen.getByRole('combobox', { name: 'Show' }))
    await host.click(screen.getByRole('option', { name: 'Trouble' }))
    expect(await screen.findByText('rose 7 ×1')).toBeTruthy()
    expect(screen.queryByText('rose 40 ×1')).toBeNull()
    expect(searches().at(-1)).toMatchObject({ state: ['unknown', 'refused', 'dropped', 'expired'], fold: true })

    pressNow(41, { state: 'sending' })
    expect(screen.queryByText('new 41 ×1')).toBeNull()
    pressNow(41, { seq: 900, state: 'unknown' })
    expect(await screen.findByText('new 41 ×1')).toBeTruthy()
    pressNow(41, { seq: 901, state: 'delivered' })
    await waitFor(() => expect(screen.queryByText('new 41 ×1')).toBeNull())
  })

  it('search when the typing pauses', async () => {
    const { host, searches } = await openActivity(roses(40))
    await host.type(screen.getByRole('searchbox'), 'rose 39')
    expect(await screen.findByText('rose 39 ×1')).toBeTruthy()
    await waitFor(() => expect(screen.queryByText('rose 40 ×1')).toBeNull())
    expect(searches().at(-1)).toMatchObject({ text: 'rose 39' })
    expect(searches().filter((input) => (input as { text?: string }).text !== undefined).length).toBeLessThanOrEqual(2)
    await host.click(screen.getByRole('button', { name: 'Clear the search' }))
    expect(await screen.findByText('rose 40 ×1')).toBeTruthy()
  })

  it('that find nothing offer to clear the filter', async () => {
    const { host } = await openActivity(roses(3))
    await host.type(screen.getByRole('searchbox'), 'nobody')
    expect(await screen.findByText('Nothing like this')).toBeTruthy()
    await host.click(screen.getByRole('button', { name: 'Show everything' }))
    expect(await screen.findByText('rose 3 ×1')).toBeTruthy()
    expect(screen.getByRole<HTMLInputElement>('searchbox').value).toBe('')
  })
})

describe('a burst that STOP cancelled', () => {
  const folded = giftReceipt({
    id: 'head',
    pressed: 9_000,
    seq: 9_001,
    state: 'cancelled',
    reason: 'cancelled-by-stop',
  })

  it('is one row, which expands into its sends', async () => {
    const { host, searches } = await openActivity([...roses(2), { ...folded, folded: { stop: 77, count: 7_213 } }])
    await host.click(screen.getByRole('button', { name: /7,213 cancelled by STOP/ }))
    await waitFor(() => expect(searches().at(-1)).toMatchObject({ stop: 77 }))
    await host.click(screen.getByRole('button', { name: 'Show the rest too' }))
    await waitFor(() => expect(searches().at(-1)).not.toHaveProperty('stop'))
  })

  it('names its room if that is not the one in use', async () => {
    const row = { ...folded, roomName: 'Demo room', folded: { stop: 77, count: 38 } }
    await openActivity([row])
    const shown = () => screen.getByRole('button', { name: /38 cancelled by STOP/ }).textContent
    act(() => applyStatus(status({ room: 'Demo room' })))
    expect(shown()).not.toContain('Demo room')
    act(() => applyStatus(status({ room: 'Friday night', environment: 'live' })))
    expect(shown()).toContain('Demo room')
  })

  it('is searched again as soon as it is over, because the ledger folds it', async () => {
    const { searches } = await openActivity(roses(3))
    const before = searches().length
    act(() => applyReceipts([{ ...folded, id: 'rose-3', pressed: 3 }]))
    await waitFor(() => expect(searches().length).toBeGreaterThan(before))
  })
})

describe('failures while the host is not looking', () => {
  it('are counted at the panel and in the title, until the host looks', async () => {
    const focus = vi.spyOn(document, 'hasFocus').mockReturnValue(false)
    await openActivity(roses(3))
    act(() => applyReceipts(roses(3)))
    pressNow(4, { state: 'sending' })
    expect(document.title).toBe('Giftdeck')
    pressNow(4, { seq: 500, state: 'refused' })
    pressNow(5, { state: 'unknown' })
    expect(screen.getByRole('button', { name: '2 went wrong' })).toBeTruthy()
    expect(document.title).toBe('(2) Giftdeck')

    pressNow(5, { seq: 501, state: 'delivered' })
    expect(document.title).toBe('(1) Giftdeck')
    focus.mockReturnValue(true)
    act(() => void window.dispatchEvent(new Event('focus')))
    expect(document.title).toBe('Giftdeck')
    expect(screen.queryByRole('button', { name: /went wrong/ })).toBeNull()
  })

  it('are counted from the first press on, without those from before the page opened', async () => {
    vi.spyOn(document, 'hasFocus').mockReturnValue(false)
    await openActivity([])
    act(() =>
      applySnapshot(
        roses(1, () => ({ state: 'refused' })),
        'history-1',
      ),
    )
    expect(document.title).toBe('Giftdeck')
    pressNow(2, { state: 'refused' })
    expect(document.title).toBe('(1) Giftdeck')
  })

  it('are not counted while the host is looking', async () => {
    vi.spyOn(document, 'hasFocus').mockReturnValue(true)
    await openActivity(roses(1, () => ({ state: 'refused' })))
    act(() =>
      applySnapshot(
        roses(1, () => ({ state: 'refused' })),
        'history-1',
      ),
    )
    pressNow(2, { state: 'refused' })
    expect(document.title).toBe('Giftdeck')
  })
})

describe('an erased history', () => {
  const snapshot = (history: string, ...receipts: FoundSend[]) => act(() => applySnapshot(receipts, history))
  const [one, two] = [giftReceipt({ id: 'one', state: 'refused' }), giftReceipt({ id: 'two', state: 'unknown' })]

  it('is dropped by the page, with its badge; open sends stay', async () => {
    vi.spyOn(document, 'hasFocus').mockReturnValue(false)
    await openActivity([])
    snapshot('history-1')
    act(() => applyReceipts([one, two]))
    expect(document.title).toBe('(2) Giftdeck')
    snapshot('history-1', two)
    expect(Object.keys(useSends.getState().byId)).toEqual(['one', 'two'])
    snapshot('history-2', two)
    expect(Object.keys(useSends.getState().byId)).toEqual(['two'])
    expect(useSends.getState().order).toEqual(['two'])
    expect(document.title).toBe('(1) Giftdeck')
  })

  it('closes the story of an erased send', async () => {
    const whole = { send: one, steps: [], parent: null, children: [] }
    let answer = (): unknown => whole
    await openActivity([one], { 'sends.story': () => answer() })
    snapshot('history-1', one)
    act(() => openStory('one'))
    const sheet = await screen.findByRole('dialog', { name: /×10/ })
    answer = refusal('NOT_FOUND')
    snapshot('history-2')
    await waitFor(() => expect(sheet.textContent).toContain('This is no longer there.'))
    expect(sheet.textContent).not.toContain('×10')
  })
})

describe('erasing the history', () => {
  const openErase = (erase: () => unknown) => {
    const calls = answerCalls({ 'sends.erase': erase })
    return { calls, ...show(<Erase />) }
  }
  function Erase() {
    const [open, setOpen] = useState(true)
    return <EraseDialog open={open} onOpenChange={setOpen} />
  }

  it('shows what is erased and what stays before it asks the server', async () => {
    const { host, calls } = openErase(() => ({ erased: 1_234 }))
    expect(screen.getByText(/^What goes, for good: every send that is over/)).toBeTruthy()
    expect(screen.getByText(/^What stays: sends that are held, on their way or still asked about/)).toBeTruthy()
    await host.click(screen.getByRole('button', { name: 'Erase' }))
    expect(calls).toEqual([{ name: 'sends.erase', input: undefined }])
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull())
  })

  it('does nothing if the host cancels', async () => {
    const { host, calls } = openErase(() => ({ erased: 0 }))
    await host.click(screen.getByRole('button', { name: 'Keep it' }))
    expect(calls).toEqual([])
    expect(screen.queryByRole('dialog')).toBeNull()
  })

  it('shows why the server refused', async () => {
    const { host } = openErase(refusal('FORBIDDEN'))
    await host.click(screen.getByRole('button', { name: 'Erase' }))
    expect((await screen.findByRole('alert')).textContent).toContain('token does not allow it')
  })
})

describe('the whole story of a send', () => {
  const send = giftReceipt({ id: 'rose-1', state: 'refused', reason: 'expired-in-line', seq: 3 })
  const child = giftReceipt({ id: 'child', pressed: 2, seq: 9, parentId: 'rose-1' })
  const step = { seq: 1, at: send.createdAt, sinceFirstMs: 0, run: 1, message: '', advice: '' }
  const steps = [
    { ...step, state: 'queued', reason: 'queued' },
    {
      ...step,
      seq: 2,
      sinceFirstMs: 38,
      state: 'sending',
      reason: 'sending',
      attempt: { callId: 'call-1', api: 'send_gift', body: '{"Count":10}' },
    },
    {
      ...step,
      seq: 3,
      run: 2,
      sinceFirstMs: null,
      state: 'refused',
      reason: 'expired-in-line',
      code: 70_001,
      vendorText: '<b>no</b>',
    },
  ]
  const stories: Record<string, unknown> = {
    'rose-1': { send, steps, parent: null, children: [child] },
    child: { send: child, steps: steps.slice(0, 1), parent: send, children: [] },
  }
  const story = ({ id }: { id: string }) => stories[id]

  it('opens beside the list, step by step, with the exact content that was sent', async () => {
    const { host } = await openActivity([send], { 'sends.story': story })
    await host.click(screen.getByRole('button', { name: /^\d.*rose ×10/i }))
    await host.click(screen.getByRole('button', { name: 'Whole story' }))
    const sheet = await screen.findByRole('dialog')
    await within(sheet).findByText('{"Count":10}')
    expect(within(sheet).getByText('call-1')).toBeTruthy()
    expect(within(sheet).getByText(/\+38 ms/)).toBeTruthy()
    expect(within(sheet).getByText('Giftdeck was started again here.')).toBeTruthy()
    expect(within(sheet).getByText(/70001 · “<b>no<\/b>”/)).toBeTruthy()
    expect(within(sheet).getByRole('button', { name: 'Copy what was sent' })).toBeTruthy()
    expect(within(sheet).getByRole('button', { name: 'Copy Id' })).toBeTruthy()
  })

  it('shows the number of attempts and the last failure, at the head and at the last step', async () => {
    const tried = { ...step, state: 'sending', reason: 'sending' }
    const waited = { ...step, state: 'waiting', reason: 'host-not-found' }
    const ended = { state: 'refused', reason: 'host-not-found' } as const
    const cause = english['host-not-found']
    const given = giftReceipt({ ...ended, id: 'given-up', attempts: 2, message: 'old words' })
    const whole = [tried, waited, tried, { ...step, ...ended }].map((each, at) => ({ ...each, seq: at + 1 }))
    await openActivity([given], { 'sends.story': () => ({ send: given, steps: whole, parent: null, children: [] }) })
    act(() => openStory('given-up'))
    const sheet = await screen.findByRole('dialog')
    const reported = await within(sheet).findAllByText(/^After 2 tries/)
    expect(reported.map(({ textContent }) => textContent)).toEqual(Array(2).fill(`After 2 tries: ${cause.happened}`))
    expect(within(sheet).getByText(new RegExp(`${cause.ended}$`))).toBeTruthy()
    // Another attempt followed the step in between, so that step does not say that the send was given up.
    expect(within(sheet).getAllByText(cause.happened)).toHaveLength(1)
  })

  it('links to the sends that repeat it, and back', async () => {
    const { host } = await openActivity([send], { 'sends.story': story })
    await host.click(screen.getByRole('button', { name: /^\d.*rose ×10/i }))
    await host.click(screen.getByRole('button', { name: 'Whole story' }))
    await host.click(await screen.findByRole('button', { name: /Sent again as/ }))
    await host.click(await screen.findByRole('button', { name: /Repeats this send/ }))
    expect(await screen.findByRole('button', { name: /Sent again as/ })).toBeTruthy()
  })

  it('offers its actions, and reloads after one of them', async () => {
    const again = () => ({ id: 'child', seq: 9, state: 'queued' })
    const { host, calls } = await openActivity([send], { 'sends.story': story, 'sends.again': again })
    await host.click(screen.getByRole('button', { name: /^\d.*rose ×10/i }))
    await host.click(screen.getByRole('button', { name: 'Whole story' }))
    const sheet = await screen.findByRole('dialog')
    await host.click(await within(sheet).findByRole('button', { name: /^Send again/ }))
    const reported = () => calls.filter(({ name }) => name === 'sends.story').length
    const before = reported()
    act(() => applyReceipts([child]))
    await waitFor(() => expect(reported()).toBeGreaterThan(before))
    expect(calls).toContainEqual({ name: 'sends.again', input: { id: 'rose-1' } })
  })

  it('stays the newest even if an older answer arrives later', async () => {
    const slow = Promise.withResolvers<unknown>()
    const answers = [
      stories['rose-1'],
      slow.promise,
      { send: { ...send, seq: 7 }, steps: [], parent: null, children: [] },
    ]
    const { calls } = await openActivity([send], { 'sends.story': () => answers.shift() })
    act(() => openStory('rose-1'))
    const sheet = await screen.findByRole('dialog')
    await within(sheet).findByText('{"Count":10}')
    act(() => applyReceipts([{ ...send, seq: 5 }]))
    act(() => applyReceipts([{ ...send, seq: 7 }]))
    await waitFor(() => expect(within(sheet).queryByText('{"Count":10}')).toBeNull())
    await act(async () => slow.resolve(stories['rose-1']))
    expect(calls.filter(({ name }) => name === 'sends.story')).toHaveLength(3)
    expect(within(sheet).queryByText('{"Count":10}')).toBeNull()
  })

  it('opens at once for a send far down the ledger', async () => {
    const { calls } = await openActivity(roses(100_000), { 'sends.story': story })
    act(() => showSend({ id: 'rose-1' }))
    expect(await screen.findByRole('dialog')).toBeTruthy()
    expect(calls.some(({ name }) => name === 'sends.story')).toBe(true)
  })
})
