import { renderHook } from '@testing-library/react'
import { describe, expect, it } from 'vitest'
import { client, connectThrough } from '../../renderer/platform/client.ts'
import { useExplain } from '../../renderer/platform/explain-failure.ts'
import { saveFile } from '../../renderer/features/activity/SessionRow.tsx'
import { type Language, startWords } from '../../renderer/i18n/i18n.ts'
import { answerCalls, refusal } from './support/answer-calls.ts'
import './support/page.tsx'

/** Returns the sentence that explains the error which `act` throws. */
async function sentence(act: () => unknown, language: Language = 'en') {
  startWords(language)
  const { result } = renderHook(useExplain)
  try {
    await act()
  } catch (error) {
    return result.current(error)
  }
  return 'nothing went wrong'
}

const broken = { call: () => Promise.reject(new Error('queue closed')) }
const fire = () => client.gifts.fire({ vendor: 'tencent', giftId: 'rose', count: 1 })

describe('an error', () => {
  it('is a lost connection if a call gets no answer', async () => {
    expect(await sentence(fire)).toMatch(/^Not connected to Giftdeck/)
    connectThrough(broken)
    expect(await sentence(fire)).toMatch(/^Not connected to Giftdeck/)
  })

  it('is a lost connection if a download breaks off', async () => {
    const pieces = async function* () {
      yield 'a'
      throw new Error('queue closed')
    }
    answerCalls({ 'sends.export': pieces })
    expect(await sentence(() => saveFile({}, 'csv'))).toMatch(/^Not connected to Giftdeck/)
  })

  it("is Giftdeck's refusal", async () => {
    answerCalls({ 'gifts.fire': refusal('STOPPED') })
    expect(await sentence(fire)).toMatch(/^Not sent: Giftdeck is stopped/)
  })

  it.each(['en', 'zh-CN'] as const)(
    'is never called a lost connection if the page itself failed (%s)',
    async (language) => {
      const own = () => {
        throw new TypeError('x is not a function')
      }
      expect(await sentence(own, language)).toMatch(/^(Something in this page went wrong|此页面出了问题)/)
    },
  )
})
