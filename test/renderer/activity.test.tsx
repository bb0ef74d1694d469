import { act, screen, waitFor, within } from '@testing-library/react'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { ActivityPanel } from '../../renderer/features/activity/ActivityPanel.tsx'
import { Results } from '../../renderer/features/activity/Results.tsx'
import { useDeck } from '../../renderer/features/deck/store.ts'
import { applyReceipts } from '../../renderer/features/sends/store.ts'
import { english } from '../../shared/sentences/sentences.ts'
import type { Receipt } from '../../shared/contract/send.ts'
import { answerCalls } from './support/answer-calls.ts'
import { giftReceipt, rose, soldier } from './support/gift-key.ts'
import { show } from './support/page.tsx'

const refused = giftReceipt({
  state: 'refused',
  reason: 'expired-in-line',
  code: 70_001,
  vendorText: '<b>no</b>',
  requestId: 'Req-1',
  latencyMs: 38,
})

const announcementOf = (announcement: Receipt['announcement']): Receipt => {
  const { gift: _, ...rest } = giftReceipt({ kind: 'announcement' })
  return { ...rest, announcement }
}

function openActivity(...receipts: Receipt[]) {
  const calls = answerCalls({ 'sends.again': () => ({ id: 'send-2', seq: 9, state: 'queued' }) })
  useDeck.setState({ room: 'Demo room', keys: [rose] })
  applyReceipts(receipts)
  return { calls, ...show(<ActivityPanel />) }
}

beforeEach(() => {
  // The list renders only what fits, and in the test DOM nothing has a size.
  vi.spyOn(HTMLElement.prototype, 'clientHeight', 'get').mockReturnValue(600)
})
afterEach(() => vi.restoreAllMocks())

describe('a refused send', () => {
  it('shows what happened, what viewers saw and what to do', async () => {
    const { host } = openActivity(refused)
    const row = screen.getByRole('button', { name: /^\d.*Rose ×10/ })
    expect(screen.getByText('refused')).toBeTruthy()
    expect(screen.getByText('38 ms')).toBeTruthy()
    await host.click(row)
    expect(screen.getByText('It waited too long and was not sent.')).toBeTruthy()
    expect(screen.getByText('Viewers saw nothing.')).toBeTruthy()
    expect(screen.getByText(/Press again if you still want it/)).toBeTruthy()
  })

  it("shows the vendor's code, number and message as text only", async () => {
    const { host } = openActivity(refused)
    await host.click(screen.getByRole('button', { name: /^\d.*Rose ×10/ }))
    expect(screen.getByText('70001')).toBeTruthy()
    expect(screen.getByText('Req-1')).toBeTruthy()
    expect(screen.getByText('<b>no</b>')).toBeTruthy()
    expect(screen.getByRole('button', { name: 'Copy RequestId' })).toBeTruthy()
  })

  it('names the device that pressed', async () => {
    const { host } = openActivity({ ...refused, device: 'Stream Deck' })
    await host.click(screen.getByRole('button', { name: /^\d.*Rose ×10/ }))
    expect(screen.getByText('Pressed on').nextElementSibling?.textContent).toBe('Stream Deck')
  })

  it('shows after how many attempts it was given up, with the advice for the last failure', async () => {
    const { host } = openActivity({ ...refused, reason: 'host-not-found', attempts: 4 })
    await host.click(screen.getByRole('button', { name: /^\d.*Rose ×10/ }))
    const { happened, ended } = english['host-not-found']
    expect(screen.getByText(`After 4 tries: ${happened}`)).toBeTruthy()
    expect(screen.getByText(new RegExp(`${ended}$`))).toBeTruthy()
  })

  it('can be sent again, as a new send', async () => {
    const { host, calls } = openActivity(refused)
    await host.click(screen.getByRole('button', { name: 'Send again: Rose ×10' }))
    expect(calls).toContainEqual({ name: 'sends.again', input: { id: 'send-1' } })
  })
})

describe('a row of the list', () => {
  it.each([
    ['gift', giftReceipt(), 'viewer_1 → host_001'],
    ['announcement', announcementOf({ text: 'We start in five minutes. '.repeat(20), from: 'host_001' }), 'host_001'],
  ])('shows who sent the %s', (_, receipt, who) => {
    openActivity(receipt)
    expect(within(screen.getByRole('button', { name: /^\d/ })).getByText(who)).toBeTruthy()
  })
})

describe('the actions of a send', () => {
  it.each([
    ['held', ['Release', 'Discard']],
    ['unknown', ['Check now', 'Send again']],
    ['processing', ['Check now']],
    ['delivered', []],
  ] as const)('in state %s are those that this state allows', async (state, acts) => {
    const { host } = openActivity(giftReceipt({ state }))
    await host.click(screen.getByRole('button', { name: /^\d.*Rose ×10/ }))
    const offered = screen.queryAllByRole('button', { name: /: Rose ×10$/ }).map((button) => button.textContent)
    expect(offered).toEqual(acts)
  })
})

describe('the name of a gift', () => {
  it('is the name that its key had at the press', () => {
    openActivity(giftReceipt({ giftName: 'Red rose', giftIcon: '🥀' }))
    expect(screen.getByText('Red rose ×10')).toBeTruthy()
    expect(screen.getByText('🥀')).toBeTruthy()
  })

  it('comes only from the deck of its own room, and from no key with two gifts', () => {
    const both = { ...rose, label: 'Both at once', gifts: [...rose.gifts, ...soldier.gifts] }
    openActivity(giftReceipt({ roomName: 'Another room' }))
    expect(screen.getByText('rose ×10')).toBeTruthy()
    act(() => {
      useDeck.setState({ keys: [both] })
    })
    act(() => applyReceipts([giftReceipt({ id: 'send-2', seq: 2, pressed: 2 })]))
    expect(screen.getAllByText('rose ×10')).toHaveLength(2)
  })
})

describe('an unknown send', () => {
  it('shows the hint that it probably arrived', () => {
    openActivity(giftReceipt({ state: 'unknown', hint: 'likely-delivered' }))
    expect(screen.getByText('probably landed')).toBeTruthy()
  })

  it('shows no time, which would suggest an answer', () => {
    openActivity(giftReceipt({ state: 'unknown', latencyMs: 7 }))
    expect(screen.getByText('unknown')).toBeTruthy()
    expect(screen.queryByText('7 ms')).toBeNull()
  })
})

describe('the announcement of results', () => {
  const sending = ['a', 'b', 'c'].map((id) => giftReceipt({ id, state: 'sending' }))
  const announcement = () => screen.getByRole('status').textContent.trim()
  const listen = () => {
    useDeck.setState({ room: 'Demo room', keys: [rose] })
    applyReceipts(sending)
    return show(<Results />)
  }
  const deliver = (...receipts: Receipt[]) =>
    act(() => applyReceipts(receipts.map((receipt) => ({ ...receipt, seq: 2, state: 'delivered' as const }))))

  it('happens once the results are known', async () => {
    listen()
    deliver(...sending.slice(0, 1))
    await waitFor(() => expect(announcement()).toBe('Rose ×10: delivered'))
  })

  it('is a count when there are several results', async () => {
    listen()
    deliver(...sending)
    await waitFor(() => expect(announcement()).toBe('3 delivered'))
  })

  it('happens even if the key was renamed after the press', async () => {
    listen()
    deliver(...sending.slice(0, 1))
    act(() => void useDeck.setState({ keys: [{ ...rose, label: 'Tulip' }] }))
    await waitFor(() => expect(announcement()).toBe('Tulip ×10: delivered'))
  })

  it('is repeated if the next result has the same text', async () => {
    listen()
    deliver(...sending.slice(0, 1))
    await waitFor(() => expect(announcement()).toBe('Rose ×10: delivered'))
    const before = screen.getByRole('status').textContent
    deliver(...sending.slice(1, 2))
    await waitFor(() => expect(screen.getByRole('status').textContent).not.toBe(before))
    expect(announcement()).toBe('Rose ×10: delivered')
  })
})

describe('receipts that arrive out of order', () => {
  it('never return to an older state', () => {
    openActivity(giftReceipt({ seq: 5, state: 'delivered' }), giftReceipt({ seq: 3, state: 'sending' }))
    expect(screen.getByText('delivered')).toBeTruthy()
    expect(screen.queryByText('sending')).toBeNull()
  })
})
