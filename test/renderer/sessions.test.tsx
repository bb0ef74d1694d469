import { act, screen, waitFor } from '@testing-library/react'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { ActivityPanel } from '../../renderer/features/activity/ActivityPanel.tsx'
import { startWords } from '../../renderer/i18n/i18n.ts'
import type { Show } from '../../shared/contract/on-air.ts'
import type { SessionSummary } from '../../shared/contract/sessions.ts'
import { answerCalls, refusal } from './support/answer-calls.ts'
import { roses, searchOver } from './support/ledger.ts'
import { show } from './support/page.tsx'

const session = (change: Partial<SessionSummary> = {}): SessionSummary => ({
  id: 'session-9',
  room: 'Friday night show',
  environment: 'test',
  startedAt: '2026-03-01T19:00:00.000Z',
  endedAt: '2026-03-01T22:00:00.000Z',
  current: false,
  sends: 41,
  gifts: 40,
  announcements: 1,
  states: { delivered: 39, refused: 2 },
  shows: [],
  delivered: { pieces: 1_284, coins: 25_310, unpriced: 0, announcements: 1 },
  ...change,
})

beforeEach(() => {
  vi.spyOn(HTMLElement.prototype, 'clientHeight', 'get').mockReturnValue(600)
})
afterEach(() => vi.restoreAllMocks())

async function openSessions(items: readonly SessionSummary[], more: Record<string, (input: never) => unknown> = {}) {
  const calls = answerCalls({ 'sends.search': searchOver(roses(3)), 'sessions.list': () => ({ items }), ...more })
  const page = show(<ActivityPanel />)
  await page.host.click(screen.getByRole('button', { name: 'Sessions' }))
  return { calls, ...page }
}

describe('the sessions', () => {
  it('show what was sent in each and what arrived', async () => {
    await openSessions([session({ id: 'now', current: true, endedAt: null, sends: 0, states: {} }), session()])
    const row = await screen.findByRole('button', { name: /^Friday night show.*39\u00a0delivered · 2\u00a0refused/ })
    expect(row.textContent).toContain('1,284 gifts from Giftdeck arrived · 25,310\u00a0coins · 1\u00a0announcement')
    expect(screen.getByText('Nothing sent')).toBeTruthy()
    expect(screen.getByText('now')).toBeTruthy()
  })

  it('show the shows that ended in each, with their times and figures', async () => {
    const shown: Show = {
      startedAt: '2026-03-01T19:10:00.000Z',
      endedAt: '2026-03-01T21:50:00.000Z',
      room: 'Friday night show',
      environment: 'live',
      sent: 30,
      delivered: 29,
      refused: 0,
      unknown: 1,
      riseOfOthers: null,
      longestWithoutReadingMs: 4_000,
    }
    await openSessions([session({ shows: [shown, { ...shown, endedAt: '2026-03-01T21:55:00.000Z', sent: 1 }] })])
    const shows = await screen.findAllByRole('listitem')
    expect(shows.map(({ textContent }) => textContent).slice(1)).toEqual([
      expect.stringMatching(
        /^Show, .* – .*30 sent · 29 delivered · 1 unknown · viewers' gifts not known · longest time without a reading 4 sec$/,
      ),
      expect.stringContaining('1 sent'),
    ])
  })

  it('show a measure word after each number in Chinese', async () => {
    await openSessions([session()])
    act(() => startWords('zh-CN'))
    expect(await screen.findByRole('button', { name: /已送达\u00a039\u00a0条 · 被拒绝\u00a02\u00a0条/ })).toBeTruthy()
  })

  it('never count an announcement as arrived that the room dropped', async () => {
    const delivered = { pieces: 5, coins: 40, unpriced: 0, announcements: 1 }
    await openSessions([session({ announcements: 4, states: { delivered: 2, dropped: 3 }, delivered })])
    const row = await screen.findByRole('button', { name: /^Friday/ })
    expect(row.textContent).toMatch(/5 gifts from Giftdeck arrived · 40\u00a0coins · 1\u00a0announcement$/)
  })

  it('never show more coins than are known', async () => {
    await openSessions([session({ delivered: { pieces: 5, coins: 40, unpriced: 2, announcements: 0 } })])
    expect((await screen.findByRole('button', { name: /^Friday/ })).textContent).toContain('at least 40\u00a0coins')
  })

  it('link to their sends', async () => {
    const { host, calls } = await openSessions([session()])
    await host.click(await screen.findByRole('button', { name: /^Friday night show/ }))
    const last = () => calls.findLast(({ name }) => name === 'sends.search')?.input
    await waitFor(() => expect(last()).toMatchObject({ session: 'session-9' }))
    expect(screen.getByText(/^Session from .+ · Friday night show$/)).toBeTruthy()
    await host.click(screen.getByRole('button', { name: 'Show the rest too' }))
    await waitFor(() => expect(last()).not.toHaveProperty('session'))
  })
})

describe('the export to a file', () => {
  async function* pieces() {
    yield '\uFEFFPressed,State\r\n'
    yield 'now,delivered\r\n'
  }

  it('saves the chunks from the server unchanged, including the byte order mark', async () => {
    const files: Blob[] = []
    vi.spyOn(URL, 'createObjectURL').mockImplementation((file) => `blob:${files.push(file as Blob)}`)
    const clicked = vi.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(() => undefined)
    const { host, calls } = await openSessions([session()], { 'sends.export': () => pieces() })
    await host.click(await screen.findByRole('button', { name: 'Save the session in Friday night show as a file' }))
    await host.click(screen.getByRole('menuitem', { name: 'Save a table (CSV)' }))
    await waitFor(() => expect(clicked).toHaveBeenCalledOnce())
    expect(calls).toContainEqual({
      name: 'sends.export',
      input: { session: 'session-9', format: 'csv', language: 'en' },
    })
    expect(new TextDecoder('utf-8', { ignoreBOM: true }).decode(await files[0]!.arrayBuffer())).toBe(
      '\uFEFFPressed,State\r\nnow,delivered\r\n',
    )
  })

  it('shows a toast if it fails', async () => {
    const { host } = await openSessions([session()], { 'sends.export': refusal('FORBIDDEN') })
    await host.click(await screen.findByRole('button', { name: 'Save the session in Friday night show as a file' }))
    await host.click(screen.getByRole('menuitem', { name: 'Save data (JSON)' }))
    await waitFor(async () => {
      const { useToasts } = await import('../../renderer/ui/toasts.ts')
      expect(useToasts.getState().toasts).toHaveLength(1)
    })
  })
})
