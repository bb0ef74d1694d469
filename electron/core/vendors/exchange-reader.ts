import type { Dispatcher } from 'undici'
import type { Exchange } from '../ports.ts'
import { connectFailureOf } from '../network/connect-failure.ts'
import { brotliDecompressSync, gunzipSync, inflateRawSync, inflateSync, zstdDecompressSync } from 'node:zlib'

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
      else end({ kind: 'never-left', why: connectFailureOf(error, call.secure) })
    },
  }
  return {
    handler,
    /** The client itself threw. */
    failed: () => end(request ? { kind: 'silent', why: 'line-broke' } : { kind: 'never-left', why: 'not-opened' }),
  }
}

/**
 * How long a server asks to be left alone, in ms, at most `longestMs`: seconds, or a date by the server's own clock where the
 * answer has one. Undefined where the header is missing or is neither.
 */
export function readRetryAfter(
  headers: { retryAfter: unknown; date: unknown },
  { now, longestMs }: { now: number; longestMs: number },
): number | undefined {
  const { retryAfter, date } = headers
  if (typeof retryAfter !== 'string') return undefined
  const isSeconds = /^\s*\d+\s*$/.test(retryAfter)
  if (!isSeconds && !/^[A-Za-z]{3},? /.test(retryAfter)) return undefined
  const asked = isSeconds ? Number(retryAfter) * 1_000 : Date.parse(retryAfter) - dateOf(date, now)
  return Number.isNaN(asked) ? undefined : Math.min(longestMs, Math.max(0, asked))
}

function dateOf(date: unknown, now: number): number {
  const theirs = typeof date === 'string' ? Date.parse(date) : Number.NaN
  return Number.isNaN(theirs) ? now : theirs
}

type Decode = (bytes: Buffer, bound: { maxOutputLength: number }) => Buffer

const decoders: Readonly<Record<string, readonly Decode[]>> = {
  gzip: [gunzipSync],
  'x-gzip': [gunzipSync],
  // Servers use this name for both formats.
  deflate: [inflateSync, inflateRawSync],
  br: [brotliDecompressSync],
  zstd: [zstdDecompressSync],
}

/**
 * The text of an answer, whatever a box in between has packed it into, though it was asked not to. Bytes that are not packed as
 * their header says are taken as they are. Undefined where the text is longer than `mostBytes`.
 */
function decodeAnswer(body: Buffer, encoding: string, mostBytes: number): string | undefined {
  let bytes = body
  for (const name of encoding.toLowerCase().split(',').reverse()) {
    const unpacked = unpack(bytes, decoders[name.trim()] ?? [], mostBytes)
    if (unpacked === undefined) return undefined
    bytes = unpacked
  }
  // The body may be compressed although no header says so.
  if (isGzip(bytes)) {
    const unpacked = unpack(bytes, [gunzipSync], mostBytes)
    if (unpacked === undefined) return undefined
    bytes = unpacked
  }
  // This decoder takes a byte order mark away.
  return new TextDecoder().decode(bytes)
}

function unpack(bytes: Buffer, ways: readonly Decode[], maxOutputLength: number): Buffer | undefined {
  for (const decode of ways) {
    try {
      return decode(bytes, { maxOutputLength })
    } catch (error) {
      if (error instanceof Error && 'code' in error && error.code === 'ERR_BUFFER_TOO_LARGE') return undefined
    }
  }
  return bytes
}

const isGzip = (bytes: Buffer) => bytes[0] === 0x1f && bytes[1] === 0x8b
