import { act, screen, waitFor } from '@testing-library/react'
import { describe, expect, it } from 'vitest'
import { setConnection } from '../../renderer/platform/connection.ts'
import { AnnouncePanel, insertAt } from '../../renderer/features/announcements/AnnouncePanel.tsx'
import { loadDraft } from '../../renderer/features/announcements/draft.ts'
import { checkExtensionInfo } from '../../renderer/features/announcements/extension-info.ts'
import { applyReadings } from '../../renderer/features/counts/store.ts'
import { applyReceipts } from '../../renderer/features/sends/store.ts'
import { applyStatus } from '../../renderer/features/status/store.ts'
import type { Status } from '../../shared/contract/status.ts'
import { answerCalls, type Call, refusal, wrongFields } from './support/answer-calls.ts'
import { show } from './support/page.tsx'
import { announcement, connection, reading, status } from './support/samples.ts'

const showBox = (change: Partial<Status> = {}) => {
  loadDraft()
  applyStatus(status(change))
  applyReadings([reading()])
  return show(<AnnouncePanel />)
}
const box = () => screen.getByLabelText<HTMLTextAreaElement>('Announcement')
const postButton = () => screen.getByRole<HTMLButtonElement>('button', { name: 'Post' })
/** Returns the calls that a press made, without those that the panel makes by itself. */
const presses = (calls: readonly Call[]) => calls.filter(({ name }) => !/\.(get|list)$/.test(name))
const accepted = { id: 'send-1', seq: 1, state: 'queued' }

describe('posting an announcement', () => {
  it('counts UTF-8 bytes, not characters', async () => {
    const { host } = showBox()
    await host.type(box(), '你好🌹')
    expect(screen.getByText('10 / 12,288 bytes')).toBeTruthy()
  })

  it('shows by how much a text is too long', async () => {
    const { host } = showBox()
    await host.click(box())
    await host.paste('玫'.repeat(4_097))
    expect(screen.getByText('3 bytes too long')).toBeTruthy()
  })

  it('sends the text and empties the box once the announcement is recorded', async () => {
    const calls = answerCalls({ 'announcements.post': () => accepted })
    const { host } = showBox()
    await host.type(box(), 'We start in 5')
    await host.click(postButton())
    expect(presses(calls)).toEqual([{ name: 'announcements.post', input: { text: 'We start in 5' } }])
    expect(box().value).toBe('')
  })

  it('posts with Ctrl and Enter', async () => {
    const calls = answerCalls({ 'announcements.post': () => accepted })
    const { host } = showBox()
    await host.type(box(), 'Hello{Control>}{Enter}{/Control}')
    expect(presses(calls)).toHaveLength(1)
  })

  it('keeps the text when the post fails, and shows why', async () => {
    answerCalls({ 'announcements.post': refusal('CANNOT_RECORD') })
    const { host } = showBox()
    await host.type(box(), 'Precious words')
    await host.click(postButton())
    expect(box().value).toBe('Precious words')
    expect(screen.getByRole('status').textContent).toContain('could not be recorded')
  })

  it('keeps the text over a reload', async () => {
    const { host, unmount } = showBox()
    await host.type(box(), 'Precious words')
    unmount()
    showBox()
    expect(box().value).toBe('Precious words')
  })

  it('refuses an empty text at its field', async () => {
    const calls = answerCalls({ 'announcements.post': () => accepted })
    const { host } = showBox()
    await host.click(postButton())
    expect(presses(calls)).toHaveLength(0)
    expect(box().getAttribute('aria-invalid')).toBe('true')
    expect(screen.getByText('Fill this in.')).toBeTruthy()
  })

  it("shows the server's validation error at its field", async () => {
    answerCalls({ 'announcements.post': wrongFields({ text: 'must be at most 12288 bytes; shorten it' }) })
    const { host } = showBox()
    await host.type(box(), 'Hello')
    await host.click(postButton())
    expect(screen.getByText('Too long: at most 12,288 bytes.')).toBeTruthy()
  })

  it('validates ExtensionInfo while it is typed and posts only JSON', async () => {
    const calls = answerCalls({ 'announcements.post': () => accepted })
    const { host } = showBox()
    await host.type(box(), 'Hello')
    await host.click(screen.getByRole('button', { name: /ExtensionInfo/ }))
    const extra = screen.getByLabelText(/ExtensionInfo/, { selector: 'textarea' })
    await host.click(extra)
    await host.paste('{"style": banner}')
    expect(extra.getAttribute('aria-invalid')).toBe('true')
    expect(screen.getByText(/Not valid JSON: “b” is out of place/)).toBeTruthy()
    await host.click(postButton())
    expect(presses(calls)).toHaveLength(0)
  })

  it('is disabled in a room without Tencent, and the reason is shown', () => {
    showBox({ connections: [connection({ vendor: 'zego' })] })
    expect(postButton().disabled).toBe(true)
    expect(screen.getByText(/no Tencent connection/)).toBeTruthy()
  })

  it('unlocks a live room first and posts with the next press', async () => {
    const open = { armed: true, armedUntil: new Date(Date.now() + 10_000).toISOString(), hold: false, stopped: false }
    const calls = answerCalls({ 'announcements.post': () => accepted, 'safety.arm': () => open })
    const { host } = showBox({ environment: 'live' })
    await host.type(box(), 'Hello')
    await host.click(screen.getByRole('button', { name: 'Arm' }))
    expect(presses(calls).map((call) => call.name)).toEqual(['safety.arm'])
    await waitFor(() => expect(postButton().disabled).toBe(false))
    await host.click(postButton())
    expect(presses(calls).map((call) => call.name)).toEqual(['safety.arm', 'announcements.post'])
  })

  it('posts nothing while the connection to Giftdeck is lost, and says so', () => {
    showBox()
    act(() => setConnection('lost'))
    expect(postButton().disabled).toBe(true)
    expect(screen.getByText('The line to Giftdeck is lost. It comes back by itself.')).toBeTruthy()
    act(() => setConnection('open'))
    expect(postButton().disabled).toBe(false)
  })

  it('shows why Tencent is paused', () => {
    const trouble = { reason: 'account-blocked', message: '', advice: '' }
    showBox({ connections: [connection({ state: 'paused', trouble })] })
    expect(screen.getByRole('status').textContent).toMatch(/^Tencent is paused\. \w+/)
  })

  it('shows that the room dropped the announcement and offers to post it again', async () => {
    const calls = answerCalls({
      'announcements.post': () => accepted,
      'sends.again': () => ({ id: 'send-2', seq: 3, state: 'queued' }),
    })
    const { host } = showBox()
    await host.type(box(), 'Hello')
    await host.click(postButton())
    act(() => applyReceipts([announcement({ state: 'dropped', reason: 'drop-frequency' })]))
    expect(screen.getByText('dropped')).toBeTruthy()
    await host.click(screen.getByRole('button', { name: 'Post again' }))
    expect(calls.at(-1)).toEqual({ name: 'sends.again', input: { id: 'send-1' } })
  })

  it('offers no second post while the first may have been seen', async () => {
    answerCalls({ 'announcements.post': () => accepted })
    const { host } = showBox()
    await host.type(box(), 'Hello')
    await host.click(postButton())
    act(() => applyReceipts([announcement({ state: 'unknown', reason: 'timed-out' })]))
    expect(screen.getByText('unknown')).toBeTruthy()
    expect(screen.queryByRole('button', { name: 'Post again' })).toBeNull()
  })
})

describe('templates', () => {
  it('are inserted at the caret and replace nothing', async () => {
    const { host } = showBox()
    await host.type(box(), 'Hi! ')
    await host.click(screen.getByRole('button', { name: 'Templates and variables' }))
    await host.click(screen.getByRole('menuitem', { name: 'Welcome to {room}!' }))
    expect(box().value).toBe('Hi! Welcome to {room}!')
  })

  it('replace the selection with a variable', () => {
    expect(insertAt('Hi all!', '{room}', 3, 6)).toEqual({ text: 'Hi {room}!', caret: 9 })
  })

  it('have their variables filled in when the announcement is sent', async () => {
    const calls = answerCalls({ 'announcements.post': () => accepted })
    const { host } = showBox()
    await host.click(box())
    await host.paste('{count} gifts in {room}')
    await host.click(postButton())
    expect(presses(calls)[0]?.input).toEqual({ text: '1,284 gifts in Demo room' })
  })
})

describe('ExtensionInfo', () => {
  it('is optional', () => {
    expect(checkExtensionInfo(' ')).toEqual({ state: 'empty' })
  })

  it('is sent exactly as typed', () => {
    expect(checkExtensionInfo('{"a": 1}')).toEqual({ state: 'valid', value: '{"a": 1}' })
  })

  it.each([
    ['{"a": 1 "b": 2}', { kind: 'place', line: 1, column: 9 }],
    ['{\n  "a": }', { kind: 'letter', letter: '}' }],
    ['{"a": ', { kind: 'unfinished' }],
  ])('is refused with the place of the error: %s', (text, fault) => {
    expect(checkExtensionInfo(text)).toEqual({ state: 'invalid', fault })
  })
})
