import type { Clock, Exchange, Post, Random } from '../../../electron/core/ports.ts'

interface Sent {
  url: URL
  body: unknown
}

export interface FakeVendor {
  post: Post
  sent: Sent[]
  /** Answers the next calls in this order; the last answer repeats. */
  answers(...exchanges: Exchange[]): void
}

export function fakeVendor(): FakeVendor {
  const sent: Sent[] = []
  let queue: Exchange[] = []
  return {
    sent,
    answers: (...exchanges) => (queue = exchanges),
    post: (url, body) => {
      sent.push({ url, body: JSON.parse(body) })
      const next = queue.length > 1 ? queue.shift() : queue[0]
      return next ? Promise.resolve(next) : Promise.reject(new Error('no answer prepared'))
    },
  }
}

export const answer = (json: unknown, of: { status?: number; date?: string } = {}): Exchange => ({
  kind: 'answer',
  status: of.status ?? 200,
  body: typeof json === 'string' ? json : JSON.stringify(json),
  ms: 0,
  ...(of.date !== undefined && { date: of.date }),
})

export const newYear = Date.parse('2026-01-01T00:00:00Z')

export function fakeClock(startMs = newYear): Clock & { pass(ms: number): void } {
  let now = startMs
  return {
    now: () => now,
    monotonic: () => now,
    elapsed: () => now,
    setTimeout: () => 0,
    clearTimeout: () => undefined,
    pass: (ms) => (now += ms),
  }
}

/** Makes random values that count upwards, so that a new value is recognisable. */
export function fakeRandom(): Random {
  let last = 0
  return {
    uint32: () => ++last,
    hex: (bytes) => (++last).toString(16).padStart(bytes * 2, '0'),
    uuid: () => `00000000-0000-4000-8000-${(++last).toString(16).padStart(12, '0')}`,
    fraction: () => 0.5,
  }
}
