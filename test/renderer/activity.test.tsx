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
  // The list draws only what fits, and nothing has a size here.
  vi.spyOn(HTMLElement.prototype, 'clientHeight', 'get').mockReturnValue(600)
})
afterEach(() => vi.restoreAllMocks())

describe('a refused send', () => {
  it('tells what happened, what viewers saw and what to do', async () => {
    const { host } = openActivity(refused)
    const row = screen.getByRole('button', { name: /^\d.*Rose ×10/ })
    expect(screen.getByText('refused')).toBeTruthy()
    expect(screen.getByText('38 ms')).toBeTruthy()
    await host.click(row)
    expect(screen.getByText('It waited too long and was not sent.')).toBeTruthy()
    expect(screen.getByText('Viewers saw nothing.')).toBeTruthy()
    expect(screen.getByText(/Press again if you still want it/)).toBeTruthy()
  })

  it("shows the vendor's code, number and words as text only", async () => {
    const { host } = openActivity(refused)
    await host.click(screen.getByRole('button', { name: /^\d.*Rose ×10/ }))
    expect(screen.getByText('70001')).toBeTruthy()
    expect(screen.getByText('Req-1')).toBeTruthy()
    expect(screen.getByText('<b>no</b>')).toBeTruthy()
    expect(screen.getByRole('button', { name: 'Copy RequestId' })).toBeTruthy()
  })

  it('says after how many tries it was given up, with the advice for what the last one met', async () => {
    const { host } = openActivity({ ...refused, reason: 'host-not-found', attempts: 4 })
    await host.click(screen.getByRole('button', { name: /^\d.*Rose ×10/ }))
    const { happened, ended } = english['host-not-found']
    expect(screen.getByText(`After 4 tries: ${happened}`)).toBeTruthy()
    expect(screen.getByText(new RegExp(`${ended}$`))).toBeTruthy()
  })

  it('is offered again, as a new send', async () => {
    const { host, calls } = openActivity(refused)
    await host.click(screen.getByRole('button', { name: 'Send again: Rose ×10' }))
    expect(calls).toContainEqual({ name: 'sends.again', input: { id: 'send-1' } })
  })
})

describe('a row of the list', () => {
  it.each([
    ['gift', giftReceipt(), 'viewer_1 → host_001'],
    ['announcement', announcementOf({ text: 'We start in five minutes. '.repeat(20), from: 'host_001' }), 'host_001'],
  ])('says who sent the %s', (_, receipt, who) => {
    openActivity(receipt)
    expect(within(screen.getByRole('button', { name: /^\d/ })).getByText(who)).toBeTruthy()
  })
})

describe('what a host may do', () => {
  it.each([
    ['held', ['Release', 'Discard']],
    ['unknown', ['Check now', 'Send again']],
    ['processing', ['Check now']],
    ['delivered', []],
  ] as const)('with a %s send', async (state, acts) => {
    const { host } = openActivity(giftReceipt({ state }))
    await host.click(screen.getByRole('button', { name: /^\d.*Rose ×10/ }))
    const offered = screen.queryAllByRole('button', { name: /: Rose ×10$/ }).map((button) => button.textContent)
    expect(offered).toEqual(acts)
  })

  it('is told when a gift probably landed', () => {
    openActivity(giftReceipt({ state: 'unknown', hint: 'likely-delivered' }))
    expect(screen.getByText('probably landed')).toBeTruthy()
  })
})

describe('what a gift is called', () => {
  it('is what its key was called at the press', () => {
    openActivity(giftReceipt({ giftName: 'Red rose', giftIcon: '🥀' }))
    expect(screen.getByText('Red rose ×10')).toBeTruthy()
    expect(screen.getByText('🥀')).toBeTruthy()
  })

  it('comes from the deck of its own room alone, and from no key of two gifts', () => {
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
  it('names no time, which would claim an answer', () => {
    openActivity(giftReceipt({ state: 'unknown', latencyMs: 7 }))
    expect(screen.getByText('unknown')).toBeTruthy()
    expect(screen.queryByText('7 ms')).toBeNull()
  })
})

describe('results', () => {
  const sending = ['a', 'b', 'c'].map((id) => giftReceipt({ id, state: 'sending' }))
  const heard = () => screen.getByRole('status').textContent.trim()
  const listen = () => {
    useDeck.setState({ room: 'Demo room', keys: [rose] })
    applyReceipts(sending)
    return show(<Results />)
  }
  const deliver = (...receipts: Receipt[]) =>
    act(() => applyReceipts(receipts.map((receipt) => ({ ...receipt, seq: 2, state: 'delivered' as const }))))

  it('are spoken once they are there', async () => {
    listen()
    deliver(...sending.slice(0, 1))
    await waitFor(() => expect(heard()).toBe('Rose ×10: delivered'))
  })

  it('are spoken by number when there are many', async () => {
    listen()
    deliver(...sending)
    await waitFor(() => expect(heard()).toBe('3 delivered'))
  })

  it('are spoken though the deck changes before it is their turn', async () => {
    listen()
    deliver(...sending.slice(0, 1))
    act(() => void useDeck.setState({ keys: [{ ...rose, label: 'Tulip' }] }))
    await waitFor(() => expect(heard()).toBe('Tulip ×10: delivered'))
  })

  it('are spoken again where the next one says the same', async () => {
    listen()
    deliver(...sending.slice(0, 1))
    await waitFor(() => expect(heard()).toBe('Rose ×10: delivered'))
    const before = screen.getByRole('status').textContent
    deliver(...sending.slice(1, 2))
    await waitFor(() => expect(screen.getByRole('status').textContent).not.toBe(before))
    expect(heard()).toBe('Rose ×10: delivered')
  })
})

describe('receipts that arrive out of order', () => {
  it('never fall back to an older state', () => {
    openActivity(giftReceipt({ seq: 5, state: 'delivered' }), giftReceipt({ seq: 3, state: 'sending' }))
    expect(screen.getByText('delivered')).toBeTruthy()
    expect(screen.queryByText('sending')).toBeNull()
  })
})
