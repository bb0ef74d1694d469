import type { Policy } from './policy.ts'

/**
 * The interfaces that a host (desktop, headless, test) provides to the core. The core does not use the platform in any
 * other way.
 */
export interface Ports {
  clock: Clock
  random: Random
  post: Post
  secrets: SecretStore
  settings: SettingsStore
  log: Log
  paths: Paths
  /**
   * Every wait and limit that is Giftdeck's own choice. It is passed in like the clock, so that a test can use shorter
   * waits.
   */
  policy: Policy
}

/**
 * Three clocks for different purposes, in ms.
 *
 * - `now`: displayed dates, schedules, the vendors' signatures and timestamps. The user may change it at any moment.
 * - `monotonic`: timers, lanes, round trips. It stops while the computer sleeps.
 * - `elapsed`: ages within this run: time in the queue, the live lock, the lifetime of a sign-in.
 *
 * Times that must survive a restart (retention, Idempotency-Keys, unknown sends given up) use another clock:
 * createLedgerTime in ledger/protocol.ts.
 */
export interface Clock {
  /** Wall clock time in ms since 1970. It jumps when it is corrected, and may be years off. */
  now(): number
  /** Never jumps; only differences are meaningful. On some systems it stops during sleep. */
  monotonic(): number
  /** Includes sleep and ignores corrections; only differences are meaningful. */
  elapsed(): number
  /** If `run` returns a promise, its rejection is caught and logged too: see platform/run-safely.ts. */
  setTimeout(run: () => unknown, ms: number): Timer
  clearTimeout(timer: Timer): void
}
export type Timer = object | number

export interface Random {
  uint32(): number
  hex(bytes: number): string
  uuid(): string
  /** 0 <= x < 1, for jitter only. */
  fraction(): number
}

/** Sends one POST and never repeats it. It always resolves: an abort or a time-out is a result of its own. */
export type Post = (url: URL, body: string) => Promise<Exchange>

export type Exchange =
  /** `retryAfterMs`: how long the server asks to wait, capped by `network.longestRetryAfterMs`. */
  | { kind: 'answer'; status: number; body: string; date?: string; retryAfterMs?: number; ms: number }
  /** It is proven that no byte of the request left this computer. */
  | { kind: 'never-left'; why: NeverLeft }
  /** Some bytes may have reached the vendor, but no complete answer came back. */
  | { kind: 'silent'; why: 'timed-out' | 'line-broke' | 'too-large' }

/** Why the connection for a call could not be opened. */
export type NeverLeft =
  | 'refused'
  | 'dns'
  | 'tls'
  | 'connect-timeout'
  | 'offline'
  /** This computer had no file handle, port or memory left for another connection. */
  | 'not-opened'
  | 'certificate'
  | 'certificate-date'
  | 'proxy-unreachable'
  | 'proxy-cannot-reach'
  | 'proxy-forbids'
  | 'proxy-password'
  | 'proxy-sign-in'
  | 'proxy-unsupported'

export interface SecretStore {
  /**
   * Where secrets are stored: in the key store of the system, encrypted with a key file, or in the memory of this
   * process only.
   */
  protection(): Promise<'system' | 'key-file' | 'memory'>
  get(name: string): Promise<string | undefined>
  set(name: string, value: string): Promise<void>
  delete(name: string): Promise<void>
  /**
   * Calls `listener` when an unavailable key store is available again. `protection` has changed then, and stored
   * secrets may be readable.
   */
  onAppear?(listener: () => void): void
}

/** A flat JSON store. `get` returns undefined for a missing key. Its result must not be modified. */
export interface SettingsStore {
  get(key: string): unknown
  set(key: string, value: unknown): void
  /** Writes all values at once. If it throws, none of them has changed. */
  setAll(changes: Readonly<Record<string, unknown>>): void
}

/** `fields` must contain no secrets. As a safeguard, the log redacts values that look like one. */
export interface Log {
  info(message: string, fields?: Record<string, unknown>): void
  warn(message: string, fields?: Record<string, unknown>): void
  error(message: string, fields?: Record<string, unknown>): void
}

interface Paths {
  dataDir: string
  workers: { ledger: URL; history: URL; sandbox: URL }
}
