import type { Policy } from './policy.ts'

/** The interfaces that a host (desktop, headless, test) provides to the core. The core uses nothing else of the platform. */
export interface Ports {
  clock: Clock
  random: Random
  post: Post
  secrets: SecretStore
  settings: SettingsStore
  log: Log
  paths: Paths
  /** Every wait and bound that is our own choice. It is handed in like the clock: a test may hand in a faster one. */
  policy: Policy
}

/**
 * Three clocks, and which one to ask. All in ms.
 *
 * - `now`: what is shown as a date, schedules, the vendors' signatures and timestamps. Somebody may set it at any moment.
 * - `monotonic`: timers, lanes, round trips. Stands still while the computer sleeps.
 * - `elapsed`: how old something is in this run: time in line, the live lock, the life of a sign-in.
 *
 * What must outlive a restart (retention, Idempotency-Keys, unknown sends given up) has a clock of its own:
 * createLedgerTime in ledger/protocol.ts.
 */
export interface Clock {
  /** Wall time, since 1970. Jumps when it is corrected, and may be years off. */
  now(): number
  /** Never jumps; only differences mean anything. Does not count sleep everywhere. */
  monotonic(): number
  /** Counts sleep and no correction; only differences mean anything. */
  elapsed(): number
  /** A promise that `run` returns is watched too: see platform/run-safely.ts. */
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

/** One POST, never repeated by itself. Resolves always; an abort or time-out is an answer of its own kind. */
export type Post = (url: URL, body: string) => Promise<Exchange>

export type Exchange =
  /** `retryAfterMs`: how long the server asks to be left alone, within a bound of ours. */
  | { kind: 'answer'; status: number; body: string; date?: string; retryAfterMs?: number; ms: number }
  /** The request is proven not to have left this machine. */
  | { kind: 'never-left'; why: NeverLeft }
  /** Some bytes may have reached the vendor and no whole answer came back. */
  | { kind: 'silent'; why: 'timed-out' | 'line-broke' | 'too-large' }

/** Where a call's connection failed. */
export type NeverLeft =
  | 'refused'
  | 'dns'
  | 'tls'
  | 'connect-timeout'
  | 'offline'
  /** This computer had no file, port or memory left for one more connection. */
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
  /** How secrets are kept: by the system's key store, by a key file, or not past this process. */
  protection(): Promise<'system' | 'key-file' | 'memory'>
  get(name: string): Promise<string | undefined>
  set(name: string, value: string): Promise<void>
  delete(name: string): Promise<void>
  /** Calls `listener` when an unavailable key store is back: protection has changed, and stored secrets may be readable. */
  onAppear?(listener: () => void): void
}

/** A flat JSON store. `get` returns undefined for a missing key; what it returns is never changed. */
export interface SettingsStore {
  get(key: string): unknown
  set(key: string, value: unknown): void
  /** In one write: all of them or, where it throws, none. */
  setAll(changes: Readonly<Record<string, unknown>>): void
}

/** `fields` must hold no secret; the log redacts what looks like one all the same. */
export interface Log {
  info(message: string, fields?: Record<string, unknown>): void
  warn(message: string, fields?: Record<string, unknown>): void
  error(message: string, fields?: Record<string, unknown>): void
}

interface Paths {
  dataDir: string
  workers: { ledger: URL; history: URL; sandbox: URL }
}
