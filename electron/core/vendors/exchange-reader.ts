import type { Dispatcher } from 'undici'
import type { Exchange } from '../ports.ts'
import { connectFailureOf } from '../network/connect-failure.ts'
import { brotliDecompressSync, gunzipSync, inflateRawSync, inflateSync, zstdDecompressSync } from 'node:zlib'

/**
 * Turns one dispatch into one Exchange. undici calls `onRequestStart` right before it writes the first byte. A failure
 * before that proves that the call was not sent. After that only an answer shows what happened.
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
      // The call has timed out while waiting for a connection, or undici is about to write it a second time. Abort it.
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
    /** Call if undici's `dispatch` threw. */
    failed: () => end(request ? { kind: 'silent', why: 'line-broke' } : { kind: 'never-left', why: 'not-opened' }),
  }
}

/**
 * The wait that `Retry-After` asks for in ms, at most `longestMs`. The header holds seconds or a date. A date is compared
 * with the answer's `Date`, or with our clock without one. Undefined if the header is missing or invalid.
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
 * The text of an answer. A proxy may compress it although we ask for `identity`. Bytes that are not compressed as the
 * header says are used unchanged. Undefined if the text is longer than `mostBytes`.
 */
function decodeAnswer(body: Buffer, encoding: string, mostBytes: number): string | undefined {
  let bytes = body
  for (const name of encoding.toLowerCase().split(',').reverse()) {
    const decompressed = decompress(bytes, decoders[name.trim()] ?? [], mostBytes)
    if (decompressed === undefined) return undefined
    bytes = decompressed
  }
  // The body may be compressed although no header says so.
  if (isGzip(bytes)) {
    const decompressed = decompress(bytes, [gunzipSync], mostBytes)
    if (decompressed === undefined) return undefined
    bytes = decompressed
  }
  // TextDecoder removes a byte order mark.
  return new TextDecoder().decode(bytes)
}

function decompress(bytes: Buffer, candidates: readonly Decode[], maxOutputLength: number): Buffer | undefined {
  for (const decode of candidates) {
    try {
      return decode(bytes, { maxOutputLength })
    } catch (error) {
      if (error instanceof Error && 'code' in error && error.code === 'ERR_BUFFER_TOO_LARGE') return undefined
    }
  }
  return bytes
}

const isGzip = (bytes: Buffer) => bytes[0] === 0x1f && bytes[1] === 0x8b
