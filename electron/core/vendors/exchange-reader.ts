import type { Dispatcher } from 'undici'
import type { Exchange } from '../ports.ts'
import { decodeAnswer } from './decode-answer.ts'
import { readRetryAfter } from './retry-after.ts'
import { whyNeverLeft } from '../network/why-never-left.ts'

/**
 * Turns one dispatch into one Exchange. The client announces a request right before its first byte is written; a call
 * that failed before that moment is proven not to have left, and everything after it is only known when it answers.
 */
export function exchangeReader(call: {
  secure: boolean
  callTimeoutMs: number
  largestAnswerBytes: number
  longestRetryAfterMs: number
  now: () => number
  resolve: (exchange: Exchange) => void
}): { handler: Dispatcher.DispatchHandler; failed(): void } {
  const startedAt = performance.now()
  const chunks: Buffer[] = []
  let size = 0
  let status = 0
  let encoding = ''
  let date: string | undefined
  let retryAfterMs: number | undefined
  let request: Dispatcher.DispatchController | undefined
  let ended = false

  const end = (exchange: Exchange) => {
    if (ended) return
    ended = true
    clearTimeout(deadline)
    call.resolve(exchange)
    if (exchange.kind === 'silent') request?.abort(new Error(exchange.why))
  }
  const deadline = setTimeout(
    () => end(request ? { kind: 'silent', why: 'timed-out' } : { kind: 'never-left', why: 'connect-timeout' }),
    call.callTimeoutMs,
  )

  const handler: Dispatcher.DispatchHandler = {
    onRequestStart(controller) {
      // Already given up while waiting for a connection, or about to be written for a second time: neither may leave.
      if (ended || request) controller.abort(new Error('must not be sent'))
      else request = controller
    },
    onResponseStart(_controller, statusCode, headers) {
      if (statusCode < 200) return
      status = statusCode
      if (typeof headers['date'] === 'string') date = headers['date']
      encoding = [headers['content-encoding'] ?? ''].flat().join(',')
      retryAfterMs = readRetryAfter(
        { retryAfter: headers['retry-after'], date },
        { now: call.now(), longestMs: call.longestRetryAfterMs },
      )
    },
    onResponseData(_controller, chunk) {
      size += chunk.length
      if (size > call.largestAnswerBytes) end({ kind: 'silent', why: 'too-large' })
      else chunks.push(chunk)
    },
    onResponseEnd() {
      const body = decodeAnswer(Buffer.concat(chunks), encoding, call.largestAnswerBytes)
      if (body === undefined) return end({ kind: 'silent', why: 'too-large' })
      const ms = performance.now() - startedAt
      const more = { ...(date !== undefined && { date }), ...(retryAfterMs !== undefined && { retryAfterMs }) }
      end({ kind: 'answer', status, body, ms, ...more })
    },
    onResponseError(_controller, error) {
      if (request) end({ kind: 'silent', why: 'line-broke' })
      else end({ kind: 'never-left', why: whyNeverLeft(error, call.secure) })
    },
  }
  return {
    handler,
    /** The client itself threw. */
    failed: () => end(request ? { kind: 'silent', why: 'line-broke' } : { kind: 'never-left', why: 'not-opened' }),
  }
}
