import type { Environment, Vendor } from '../../../shared/contract/fields.ts'
import type { SendState } from '../../../shared/contract/send.ts'
import type { Send } from './send.ts'

/** Requests and answers of the history worker. They are plain data, because they cross a thread. */

/** Which sends. Times in ms since 1970. */
export interface HistoryFilter {
  state?: readonly SendState[]
  kind?: Send['kind']
  vendor?: Vendor
  text?: string
  /** Gifts whose key's name has the text in it, too. */
  giftIds?: readonly string[]
  /** The room whose deck used that name. */
  giftRoom?: string
  since?: number
  until?: number
  session?: string
  /** Sends cancelled by the STOP with this number. */
  stop?: number
}

/** Where in the order of the presses. Answers newest first; `after` alone means the nearest newer ones. */
export interface HistoryPage {
  before?: number
  after?: number
  offset?: number
  limit: number
  /** What one STOP cancelled becomes one row, from this many on. */
  foldFrom?: number
}

export interface Found {
  send: Send
  folded?: { stop: number; count: number }
}

export interface FoundPage {
  items: Found[]
  /** Rows of the whole filter, folds counted as one; without regard to the page. */
  total: number
  more: boolean
}

/** One step of one send, as it was recorded. */
export interface StoryStep {
  seq: number
  boot: string
  at: number
  /** Of that boot only. */
  mono: number
  state: SendState
  evidence: Pick<Send, 'reason'> &
    Partial<Pick<Send, 'code' | 'vendorText' | 'requestId' | 'msgSeq' | 'hint' | 'latencyMs'>>
  call: { id: string; api: string; body: string } | null
}

export interface Story {
  send: Send
  steps: StoryStep[]
  parent: Send | null
  children: Send[]
}

export interface SessionRow {
  id: string
  room: string
  environment: Environment
  startedAt: number
  endedAt: number | null
  totals: {
    kind: Send['kind']
    state: SendState
    sends: number
    pieces: number
    coins: number | null
    priced: number
  }[]
}

export interface ExportPage {
  filter: HistoryFilter
  after: number
  limit: number
  format: 'csv' | 'json'
  language: 'en' | 'zh-CN'
  /** What the deck calls a gift: see deck/named-gifts.ts. */
  names: Readonly<Record<string, string>>
}

export type HistoryRequest =
  | { op: 'search'; filter: HistoryFilter; page: HistoryPage }
  | { op: 'story'; id: string }
  | { op: 'sessions'; limit: number }
  | { op: 'export'; page: ExportPage }
  | { op: 'close' }

/** The rows of an export as text; `last` = its last press, to go on after; null where nothing is left. */
export interface ExportedPage {
  text: string
  last: number | null
}
