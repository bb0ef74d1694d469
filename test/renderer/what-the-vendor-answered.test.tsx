import { screen } from '@testing-library/react'
import { describe, expect, it } from 'vitest'
import { CountsPanel } from '../../renderer/features/counts/CountsPanel.tsx'
import { applyReadings, applyRoomTotals } from '../../renderer/features/counts/store.ts'
import { GiftPicker } from '../../renderer/features/deck/edit/GiftPicker.tsx'
import { AccountStatus } from '../../renderer/features/people/AccountStatus.tsx'
import { checkAccounts } from '../../renderer/features/people/account-status.ts'
import { applyStatus } from '../../renderer/features/status/store.ts'
import { english, simplifiedChinese } from '../../shared/sentences/sentences.ts'
import { answerCalls } from './support/answer-calls.ts'
import { show } from './support/page.tsx'
import { reading, status } from './support/samples.ts'

const answered = { reason: 'api-missing', message: '', advice: 'Look.', code: 60_009, requestId: 'req-7' }
const quote = 'Code 60009. RequestId req-7.'

describe("a failed read shows the vendor's answer", () => {
  it('at the counts', () => {
    applyStatus(status())
    applyReadings([reading({ stale: true, trouble: answered })])
    show(<CountsPanel />)
    expect(screen.getByRole('status').textContent).toContain(quote)
  })

  it('at the totals of the room', () => {
    applyStatus(status())
    applyReadings([reading()])
    const none = { totalCount: null, totalCoins: null, senderCount: null }
    const { roomId } = reading()
    const unread = { ...none, viewerCount: null, likeCount: null, messageCount: null, at: null, stale: true }
    applyRoomTotals({ ...unread, vendor: 'tencent', roomId, trouble: answered })
    show(<CountsPanel />)
    expect(screen.getByText(quote)).toBeTruthy()
  })

  it.each([
    ['en', quote, english['api-missing'].happened, 'Any gift id can be typed.'],
    ['zh-CN', '错误码 60009。RequestId req-7。', simplifiedChinese['api-missing'].happened, '可直接输入任意礼物 ID。'],
  ] as const)('at the list of gifts, with the reason (%s)', async (language, words, why, still) => {
    answerCalls({ 'gifts.list': () => ({ vendor: 'tencent', source: 'manual', gifts: [], trouble: answered }) })
    show(<GiftPicker vendors={['tencent']} onChoose={() => undefined} onCancel={undefined} />, language)
    const note = (await screen.findByText(words)).closest('p')!
    expect(note.textContent).toContain(why)
    expect(note.textContent).toContain(still)
  })

  it('at an account that was checked', async () => {
    const item = { ...answered, vendor: 'tencent', userId: 'host_001', state: 'unknown' }
    answerCalls({ 'people.check': () => ({ items: [item] }) })
    await checkAccounts()
    show(<AccountStatus userId="host_001" />)
    expect(screen.getByText(quote)).toBeTruthy()
  })
})
