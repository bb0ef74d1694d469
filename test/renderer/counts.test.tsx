import { act, screen, within } from '@testing-library/react'
import { describe, expect, it } from 'vitest'
import { setConnection } from '../../renderer/platform/connection.ts'
import { CountsPanel } from '../../renderer/features/counts/CountsPanel.tsx'
import { applyReading, applyReadings, applyRoomTotals } from '../../renderer/features/counts/store.ts'
import { usePeople } from '../../renderer/features/people/store.ts'
import { applyStatus } from '../../renderer/features/status/store.ts'
import type { Reading } from '../../shared/contract/counts.ts'
import type { PeopleOfRoom } from '../../shared/contract/people.ts'
import { english } from '../../shared/sentences/sentences.ts'
import { answerCalls } from './support/answer-calls.ts'
import { show } from './support/page.tsx'
import { connection, reading, status } from './support/samples.ts'

const showCounts = (...readings: Reading[]) => {
  applyStatus(status())
  applyReadings(readings)
  return show(<CountsPanel />)
}
const figure = (label: string) =>
  screen.getByText((_, node) => node?.tagName === 'DT' && !!node.textContent?.startsWith(label)).parentElement!

describe('the gift counts', () => {
  it('name the receiver and show the three totals', () => {
    showCounts(reading())
    expect(screen.getByRole('heading').textContent).toBe('Gifts received by host_001')
    expect(within(figure('gifts')).getByRole('definition').textContent).toBe('1,284')
    expect(within(figure('coins')).getByRole('definition').textContent).toBe('25,310')
    expect(within(figure('senders')).getByRole('definition').textContent).toBe('37')
  })

  it('show how far each total moved since the session began', () => {
    showCounts(reading())
    expect(figure('gifts').textContent).toContain('+41')
    expect(figure('coins').textContent).toContain('+410')
  })

  it('show a dash for a missing total, and no change', () => {
    showCounts(reading({ totalCount: null }))
    expect(figure('gifts').textContent).toContain('–')
    expect(figure('gifts').textContent).not.toContain('0')
    expect(within(figure('gifts')).getByText('not known yet')).toBeTruthy()
  })

  it('show no change if the baseline has no value', () => {
    showCounts(
      reading({ baseline: { totalCount: null, totalCoins: 1, senderCount: 1, at: '2026-03-01T12:00:00.000Z' } }),
    )
    expect(figure('gifts').textContent).toBe('gifts1,284')
  })

  it('say how many gifts came from Giftdeck', () => {
    showCounts(reading({ fromGiftdeck: 41 }))
    expect(screen.getByText('41 from Giftdeck')).toBeTruthy()
  })

  it('show their rate', () => {
    showCounts(reading({ perMinute: { gifts: 12.4, coins: null } }))
    expect(figure('gifts').textContent).toContain('12/min')
    expect(figure('coins').textContent).not.toContain('/min')
  })

  it('say why they are stale, and that nothing needs to be done', () => {
    showCounts(reading({ stale: true, trouble: { reason: 'timed-out', message: 'no answer', advice: '' } }))
    expect(screen.getByRole('status').textContent).toMatch(
      /^No new reading since .*did not answer in time.*keeps trying/,
    )
  })

  it('say what to do if the vendor refuses', () => {
    showCounts(reading({ stale: true, trouble: { reason: 'key-mismatch', message: '', advice: 'Check the key.' } }))
    expect(screen.getByRole('status').textContent).toContain(english['key-mismatch'].advice)
  })

  it('show the core’s own sentence for a reason the page does not know', () => {
    const trouble = { reason: 'brand-new', message: 'The moon was in the way.', advice: 'Wait for dawn.' }
    showCounts(reading({ stale: true, trouble }))
    expect(screen.getByRole('status').textContent).toContain('The moon was in the way. Wait for dawn.')
  })

  it('say that Giftdeck does not answer while the connection to it is open', () => {
    showCounts(reading({}))
    act(() => setConnection('silent'))
    expect(screen.getByRole('status').textContent).toMatch(/^Not read since .*: Giftdeck does not answer\.$/)
    act(() => setConnection('open'))
    expect(screen.queryByText(/does not answer/)).toBeNull()
  })

  it('say that they are not read while the connection to Giftdeck is lost, and continue after the reconnection', () => {
    showCounts(reading({ perMinute: { gifts: 12.4, coins: null } }))
    act(() => setConnection('lost'))
    expect(screen.getByRole('status').textContent).toMatch(/^Not read since .*: the line to Giftdeck is lost\.$/)
    expect(screen.queryByText(/^as of/)).toBeNull()
    expect(figure('gifts').textContent).not.toContain('/min')
    act(() => setConnection('open'))
    expect(screen.getByText(/^as of/)).toBeTruthy()
  })

  it('follow each new reading', () => {
    showCounts(reading())
    act(() => applyReading(reading({ totalCount: 1_300, at: '2026-03-01T12:04:09.000Z' })))
    expect(figure('gifts').textContent).toContain('1,300')
  })

  it('never show another room’s numbers as their own', () => {
    showCounts(reading({ roomId: 'another_room' }))
    expect(screen.getByText('Waiting for counts')).toBeTruthy()
  })

  it('are read again on request', async () => {
    const calls = answerCalls({ 'counts.refresh': () => ({ readings: [reading({ totalCount: 1_290 })] }) })
    const { host } = showCounts(reading())
    await host.click(screen.getByRole('button', { name: 'Read the counts now' }))
    expect(calls.filter(({ name }) => name === 'counts.refresh')).toHaveLength(1)
    expect(figure('gifts').textContent).toContain('1,290')
  })

  it('restart the session at once, and undo the restart', async () => {
    const earlierBaseline = '2026-03-01T12:00:00.000Z'
    const calls = answerCalls({
      'counts.resetBaseline': () => ({ readings: [reading({ earlierBaseline })] }),
      'counts.undoBaseline': () => ({ readings: [reading()] }),
    })
    const { host } = showCounts(reading())
    await host.click(screen.getByRole('button', { name: /^This session counts from/ }))
    expect(screen.queryByRole('menuitem', { name: /again$/ })).toBeNull()
    await host.click(screen.getByRole('menuitem', { name: 'Count this session from now' }))
    await host.click(screen.getByRole('button', { name: /^This session counts from/ }))
    await host.click(screen.getByRole('menuitem', { name: /^Count from .* again$/ }))
    const made = calls.map(({ name }) => name).filter((name) => name.includes('Baseline'))
    expect(made).toEqual(['counts.resetBaseline', 'counts.undoBaseline'])
  })
})

describe('several receivers', () => {
  const both = [
    reading(),
    reading({ receiver: 'host_002', totalCount: 5, totalCoins: null, senderCount: 2, stale: true }),
  ]
  const card = (name: string) => screen.getByRole('radio', { name: new RegExp(name) })

  it('are shown side by side, each with its own numbers and errors', () => {
    showCounts(...both)
    expect(card('host_001').textContent).toMatch(/1,284 gifts.*\+41.*25,310 coins.*37 senders/)
    expect(card('host_002').textContent).toMatch(/5 gifts.*– ?not known yet coins.*2 senders/)
    expect(within(card('host_002')).getByText('not up to date')).toBeTruthy()
  })

  it('are drawn one at a time, the chosen one', async () => {
    const { host } = showCounts(...both)
    expect(card('host_001').getAttribute('aria-checked')).toBe('true')
    await host.click(card('host_002'))
    expect(card('host_002').getAttribute('aria-checked')).toBe('true')
    expect(screen.getByRole('status').textContent).toMatch(/^No new reading since/)
  })

  it('are chosen by the host, by their user ids', async () => {
    let receivers = ['host_001']
    const calls = answerCalls({
      'counts.receivers': () => ({ receivers }),
      'counts.setReceivers': ({ receivers: next }: { receivers: string[] }) => ({ receivers: (receivers = next) }),
      'counts.get': () => ({ readings: receivers.map((receiver) => reading({ receiver })) }),
    })
    const { host } = showCounts(reading())
    await host.click(await screen.findByRole('button', { name: 'Choose the receivers to count' }))
    const field = screen.getByLabelText('User id')
    await host.type(field, 'not-ascii-é{Enter}')
    expect(screen.getByText(/1 to 32 plain characters/)).toBeTruthy()
    await host.clear(field)
    await host.type(field, 'co-host{Enter}')
    await host.click(await screen.findByRole('button', { name: 'Leave out co-host' }))
    const made = calls.filter(({ name }) => name === 'counts.setReceivers').map(({ input }) => input)
    expect(made).toEqual([{ receivers: ['host_001', 'co-host'] }, { receivers: ['host_001'] }])
  })
})

describe('co-hosts of the room', () => {
  it('are offered until they are counted', async () => {
    let receivers = ['host_001']
    answerCalls({
      'counts.receivers': () => ({ receivers }),
      'counts.setReceivers': ({ receivers: next }: { receivers: string[] }) => ({ receivers: (receivers = next) }),
      'counts.get': () => ({ readings: receivers.map((receiver) => reading({ receiver })) }),
    })
    usePeople.setState({
      people: { room: {}, receivers: { tencent: ['co-host'], zego: [] }, receiver: {} } as unknown as PeopleOfRoom,
    })
    const { host } = showCounts(reading())
    await host.click(await screen.findByRole('button', { name: 'Choose the receivers to count' }))
    await host.click(screen.getByRole('button', { name: 'Add co-host' }))
    expect(await screen.findByRole('button', { name: 'Leave out co-host' })).toBeTruthy()
    expect(screen.queryByRole('button', { name: 'Add co-host' })).toBeNull()
  })
})

describe('a receiver of the deck', () => {
  const firingAt = (tencent?: string) =>
    usePeople.setState({
      people: {
        room: { tencent: { sender: 'test-fan', receiver: 'host_001' } },
        receivers: { tencent: ['viewer-sofia'], zego: [] },
        receiver: tencent === undefined ? {} : { tencent },
      } as unknown as PeopleOfRoom,
    })

  it('is reported as not counted, and added with one press', async () => {
    let receivers = ['host_001']
    answerCalls({
      'counts.receivers': () => ({ receivers }),
      'counts.setReceivers': ({ receivers: next }: { receivers: string[] }) => ({ receivers: (receivers = next) }),
      'counts.get': () => ({ readings: receivers.map((receiver) => reading({ receiver })) }),
    })
    firingAt('viewer-sofia')
    const { host } = showCounts(reading())
    await screen.findByText('viewer-sofia is not counted')
    await host.click(screen.getByRole('button', { name: 'Count gifts received by viewer-sofia' }))
    expect(await screen.findByRole('radio', { name: /^viewer-sofia/ })).toBeTruthy()
    expect(screen.queryByText('viewer-sofia is not counted')).toBeNull()
  })

  it('needs no notice if it is the room’s own receiver', async () => {
    answerCalls({
      'counts.receivers': () => ({ receivers: ['host_001'] }),
      'counts.get': () => ({ readings: [reading()] }),
    })
    firingAt()
    showCounts(reading())
    await screen.findByRole('button', { name: 'Choose the receivers to count' })
    expect(screen.queryByText(/is not counted/)).toBeNull()
  })
})

describe('ZEGO gifts in the counts', () => {
  const sent = reading({ vendor: 'zego', roomId: 'game_1', receiver: 'host1', source: 'receipts', fromGiftdeck: 30 })
  const rooms = [connection(), connection({ vendor: 'zego', roomId: 'game_1' })]

  it('are a line beside the totals of the single Tencent receiver', () => {
    applyStatus(status({ connections: rooms }))
    applyReadings([reading(), sent])
    show(<CountsPanel />)
    expect(screen.queryByRole('radio', { name: /host/ })).toBeNull()
    expect(screen.getByText(/ZEGO: 30 gifts, counted from receipts/)).toBeTruthy()
  })

  it('say that the connection to Giftdeck is lost', () => {
    applyStatus(status({ connections: rooms.slice(1) }))
    const { at } = sent
    applyReadings([{ ...sent, baseline: { totalCount: 0, totalCoins: null, senderCount: 0, at: at! } }])
    show(<CountsPanel />)
    expect(screen.getByText('The chart starts with the first gift.')).toBeTruthy()
    act(() => setConnection('lost'))
    expect(screen.getByRole('status').textContent).toContain('the line to Giftdeck is lost')
    act(() => setConnection('open'))
  })

  it('are shown alone in a room without Tencent, as counted from receipts', () => {
    applyStatus(status({ connections: rooms.slice(1) }))
    applyReadings([sent])
    show(<CountsPanel />)
    expect(screen.getByRole('heading').textContent).toBe('Gifts sent to host1')
    expect(screen.getByText(/^Counted from receipts/)).toBeTruthy()
    expect(screen.queryByText('coins', { selector: 'dt' })).toBeNull()
  })
})

describe('the totals of the whole room', () => {
  const room = {
    vendor: 'tencent' as const,
    roomId: 'room_1',
    totalCount: 1_900,
    totalCoins: null,
    senderCount: 40,
    viewerCount: 512,
    likeCount: null,
    messageCount: 77,
    at: '2026-03-01T12:04:07.000Z',
    stale: false,
    trouble: null,
  }
  /** Returns the visible text, without what only reserves space. */
  function visibleText() {
    const shown = screen
      .getByText(/^Whole room, asked at/)
      .closest('div')!
      .cloneNode(true) as HTMLElement
    shown.querySelectorAll('.invisible').forEach((part) => part.remove())
    return shown.textContent
  }

  it('are one line, with a dash for what the vendor does not report', () => {
    showCounts(reading())
    act(() => applyRoomTotals(room))
    expect(visibleText()).toMatch(
      /512 viewers–not known yet likes77 messages1,900 gifts–not known yet coins40 senders$/,
    )
  })

  it('are at least those of one receiver, who is read more often', () => {
    showCounts(reading({ totalCount: 1_950, senderCount: 37 }))
    act(() => applyRoomTotals(room))
    expect(visibleText()).toMatch(/messages≥ 1,950 gifts.*coins40 senders$/)
    act(() => applyRoomTotals({ ...room, totalCount: 1_950 }))
    expect(visibleText()).toMatch(/messages1,950 gifts/)
  })

  it('say why they could not be read', () => {
    showCounts(reading())
    act(() => applyRoomTotals({ ...room, stale: true, trouble: { reason: 'timed-out', message: '', advice: '' } }))
    expect(visibleText()).toMatch(/^Whole room, asked at .*could not be read. The vendor did not answer in time/)
  })

  it('never show another room’s totals', () => {
    showCounts(reading())
    act(() => applyRoomTotals({ ...room, roomId: 'another' }))
    expect(screen.queryByText(/^Whole room/)).toBeNull()
  })
})
