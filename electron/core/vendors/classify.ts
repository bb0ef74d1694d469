import type * as z from 'zod'
import type { Reason } from '../../../shared/sentences/sentences.ts'
import type { Exchange, NeverLeft } from '../ports.ts'
import type { Answer, Trouble } from './vendor.ts'

/**
 * Classifies an exchange before the vendor's code is read: an answer with the vendor's common fields, or a failure. Only a
 * call that provably was not sent, or that the vendor refused for its rate, may be sent again.
 */
export function classify<T>(exchange: Exchange, common: z.ZodType<T>): Answer<T> {
  if (exchange.kind === 'never-left') return trouble(unsent(exchange.why))
  if (exchange.kind === 'silent') return trouble({ state: 'unknown', reason: silent[exchange.why] })
  const { retryAfterMs } = exchange
  const rest = retryAfterMs !== undefined && { laneRestsMs: retryAfterMs }
  if (exchange.status === 429) return trouble({ state: 'waiting', reason: 'rate-limited', slows: true, ...rest })
  if (exchange.status >= 500) return trouble({ state: 'unknown', reason: 'server-error', ...rest })
  if (exchange.status !== 200) return trouble({ state: 'unknown', reason: 'answer-unexpected' })
  return readAs(common, exchange.body)
}

const neverLeft = {
  refused: 'connection-refused',
  dns: 'host-not-found',
  tls: 'tls-failed',
  'connect-timeout': 'connect-timed-out',
  offline: 'network-down',
  'not-opened': 'connection-not-opened',
  certificate: 'certificate-untrusted',
  'certificate-date': 'certificate-out-of-date',
  'proxy-unreachable': 'proxy-unreachable',
  'proxy-cannot-reach': 'proxy-cannot-reach',
  'proxy-forbids': 'proxy-forbids',
  'proxy-password': 'proxy-password-needed',
  'proxy-sign-in': 'proxy-sign-in-unsupported',
  'proxy-unsupported': 'proxy-unsupported',
} as const satisfies Record<NeverLeft, Reason>

/** Failures that last until the host changes something. They pause the connection, so that its other sends do not fail. */
const lasting = new Set<NeverLeft>([
  'certificate',
  'certificate-date',
  'proxy-forbids',
  'proxy-password',
  'proxy-sign-in',
  'proxy-unsupported',
])

const unsent = (why: NeverLeft): Trouble =>
  lasting.has(why)
    ? { state: 'refused', reason: neverLeft[why], pauses: true }
    : { state: 'waiting', reason: neverLeft[why] }

const silent = {
  'timed-out': 'timed-out',
  'line-broke': 'line-broke',
  'too-large': 'answer-too-large',
} as const

function readAs<T>(common: z.ZodType<T>, body: string): Answer<T> {
  let json: unknown
  try {
    json = JSON.parse(body)
  } catch {
    return trouble({ state: 'unknown', reason: 'answer-unreadable' })
  }
  const read = common.safeParse(json)
  return read.success ? { ok: true, value: read.data } : trouble({ state: 'unknown', reason: 'answer-unreadable' })
}

const trouble = (found: Trouble) => ({ ok: false, trouble: found }) as const
