import { describe, expect, it } from 'vitest'
import { messageCodes, tencentCodes, tencentFailure } from '../../../electron/core/vendors/tencent/failures.ts'
import { zegoCodes, zegoFailure, zegoAnswer } from '../../../electron/core/vendors/zego/outcome.ts'
import { classify } from '../../../electron/core/vendors/classify.ts'
import type { Exchange, NeverLeft } from '../../../electron/core/ports.ts'
import { asRead, english, sentenceOf, simplifiedChinese, type Reason } from '../../../shared/sentences/sentences.ts'
import { answer } from './fakes.ts'

const neverLeft: NeverLeft[] = [
  ...(['refused', 'dns', 'tls', 'connect-timeout', 'offline', 'not-opened'] as const),
  ...(['certificate', 'certificate-date', 'proxy-unreachable', 'proxy-cannot-reach', 'proxy-forbids'] as const),
  ...(['proxy-password', 'proxy-sign-in', 'proxy-unsupported'] as const),
]
const exchanges: Exchange[] = [
  ...neverLeft.map((why): Exchange => ({ kind: 'never-left', why })),
  ...(['timed-out', 'line-broke', 'too-large'] as const).map((why): Exchange => ({ kind: 'silent', why })),
  ...[429, 500, 404].map((status) => answer('', { status })),
  answer('no JSON'),
]
const connectionFailures = exchanges.map((exchange) => {
  const read = classify(exchange, zegoAnswer)
  if (read.ok) throw new Error('That was an answer.')
  return read.trouble
})
/** Only a gift has a webhook that can fail. */
const giftOnlyCode = 102_004
const tencent = [...tencentCodes.filter((code) => code !== giftOnlyCode), 1].map((code) => tencentFailure(code))
const zego = [...zegoCodes, 1].map((code) => zegoFailure(code))

/** Every result of a reading, a check, the catalogue or a join comment. */
const ofReads = new Set<Reason>([
  ...[...connectionFailures, ...tencent, ...zego].map(({ reason }) => reason),
  ...(['secret-missing', 'call-not-built', 'sending-failed', 'answer-unreadable'] as const),
])
/** Every reason to postpone a send, so that it may be given up. */
const ofGivenUp = new Set<Reason>([
  ...connectionFailures.filter(({ state }) => state === 'waiting').map(({ reason }) => reason),
  ...[...tencent, ...messageCodes.map((code) => tencentFailure(code, 'send_text_msg')), ...zego]
    .filter((failure) => ['wait', 'sign-in', 'clock'].includes(failure.class))
    .map(({ reason }) => reason),
])

describe('the sentences of a reading', () => {
  it.each([...ofReads])('never sound as if something had been sent: %s', (reason) => {
    const { happened, advice } = asRead(english[reason])
    expect(`${happened} ${advice}`).not.toMatch(
      /\bpress|\bsent\b|\bsend\b|arrived|whether it worked|again by itself|the count or the chat|viewers/i,
    )
    const chinese = asRead(simplifiedChinese[reason])
    expect(`${chinese.happened}${chinese.advice}`).not.toMatch(/再次发送|已发送|送达|自动重试|是否成功|计数或聊天|观众/)
  })
})

describe('the sentences of a send that was given up', () => {
  it.each([...ofGivenUp])('give the number of attempts, the last cause and an advice for that cause: %s', (reason) => {
    for (const [language, tries] of [
      [english, 'After 4 tries: '],
      [simplifiedChinese, '试了 4 次后放弃：'],
    ] as const) {
      const sentence = sentenceOf(language, { reason, state: 'refused', attempts: 4 })!
      expect(sentence.happened).toBe(tries + language[reason].happened)
      expect(sentence.advice).not.toBe(language['too-many-tries'].advice)
      expect(sentence.advice).not.toMatch(/by itself|自动/)
    }
  })

  it('are those of a waiting send while it is still being retried', () => {
    const sentence = sentenceOf(english, { reason: 'connection-refused', state: 'waiting', attempts: 3 })
    expect(sentence).toEqual(english['connection-refused'])
  })
})
