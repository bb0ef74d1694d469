import { describe, expect, it } from 'vitest'
import type { Exchange } from '../../../electron/core/ports.ts'
import { classify } from '../../../electron/core/vendors/classify.ts'
import { tencentAnswer } from '../../../electron/core/vendors/tencent/responses.ts'
import { zegoAnswer } from '../../../electron/core/vendors/zego/outcome.ts'
import { answer } from './fakes.ts'

const troubleOf = (exchange: Exchange) => {
  const read = classify(exchange, tencentAnswer)
  return read.ok ? undefined : read.trouble
}

describe('a call without a proper answer', () => {
  it.each([
    ['refused', 'connection-refused'],
    ['dns', 'host-not-found'],
    ['tls', 'tls-failed'],
    ['connect-timeout', 'connect-timed-out'],
    ['offline', 'network-down'],
    ['not-opened', 'connection-not-opened'],
    ['proxy-unreachable', 'proxy-unreachable'],
    ['proxy-cannot-reach', 'proxy-cannot-reach'],
  ] as const)('may go out again when it never left: %s', (why, reason) => {
    expect(troubleOf({ kind: 'never-left', why })).toEqual({ state: 'waiting', reason })
  })

  it.each([
    ['certificate', 'certificate-untrusted'],
    ['certificate-date', 'certificate-out-of-date'],
    ['proxy-forbids', 'proxy-forbids'],
    ['proxy-password', 'proxy-password-needed'],
    ['proxy-sign-in', 'proxy-sign-in-unsupported'],
    ['proxy-unsupported', 'proxy-unsupported'],
  ] as const)('is refused and pauses the connection if only a person can help: %s', (why, reason) => {
    expect(troubleOf({ kind: 'never-left', why })).toEqual({ state: 'refused', reason, pauses: true })
  })

  it.each([
    ['timed-out', 'timed-out'],
    ['line-broke', 'line-broke'],
    ['too-large', 'answer-too-large'],
  ] as const)('is unknown when it may have left: %s', (why, reason) => {
    expect(troubleOf({ kind: 'silent', why })).toEqual({ state: 'unknown', reason })
  })

  it.each([500, 502, 503, 504])('is unknown when the server failed: HTTP %i', (status) => {
    expect(troubleOf(answer('{}', { status }))).toEqual({ state: 'unknown', reason: 'server-error' })
  })

  it('waits and slows down on HTTP 429', () => {
    expect(troubleOf(answer('', { status: 429 }))).toEqual({ state: 'waiting', reason: 'rate-limited', slows: true })
  })

  it.each([201, 204, 302, 400, 403, 404, 407])(
    'is unknown when it is not the vendor that answered: HTTP %i',
    (status) => {
      const body = { ActionStatus: 'OK', ErrorCode: 0 }
      expect(troubleOf(answer(body, { status }))).toEqual({ state: 'unknown', reason: 'answer-unexpected' })
    },
  )

  it.each([
    '',
    '<html>',
    'null',
    '[]',
    '"OK"',
    '{}',
    '{"ErrorCode":0}',
    '{"ActionStatus":"OK"}',
    '{"ActionStatus":"OK"',
  ])("is unknown when the answer does not have the vendor's form: %s", (body) => {
    expect(troubleOf(answer(body))).toEqual({ state: 'unknown', reason: 'answer-unreadable' })
    expect(classify(answer(body), zegoAnswer)).toMatchObject({ ok: false, trouble: { state: 'unknown' } })
  })
})
