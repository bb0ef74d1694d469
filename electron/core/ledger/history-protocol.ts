import type { Show } from '../../../shared/contract/on-air.ts'
import type { Environment, Vendor } from '../../../shared/contract/fields.ts'
import type { SendState } from '../../../shared/contract/send.ts'
import type { Send } from './send.ts'

/** Requests and answers of the history worker. They are plain data, because they cross a thread. */

/** Selects sends. Times in ms since 1970. */
export interface HistoryFilter {
  state?: readonly SendState[]
  kind?: Send['kind']
  vendor?: Vendor
  text?: string
  /** Also matches these gifts, because the name of their key contains `text`. */
  giftIds?: readonly string[]
  /** The room whose deck uses these names. */
  giftRoom?: string
  since?: number
  until?: number
  session?: string
  /** Sends cancelled by the STOP with this number. */
  stop?: number
}

/** A page in the order of the presses, newest first. `after` alone selects the nearest newer sends. */
export interface HistoryPage {
  before?: number
  after?: number
  offset?: number
  limit: number
  /** The sends that one STOP cancelled are folded into one row if there are at least this many. */
  foldFrom?: number
}

export interface Found {
  send: Send
  folded?: { stop: number; count: number }
}

export interface FoundPage {
  items: Found[]
  /** Rows that match the filter on all pages; a fold counts as one. */
  total: number
  more: boolean
}

/** One step of one send, as it was recorded. */
export interface StoryStep {
  seq: number
  boot: string
  at: number
  /** Monotonic ms; comparable only within one `boot`. */
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
  shows: Show[]
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
  /** Gift names of the decks by the key of `giftKeyInRoom` (gift-name.ts). */
  names: Readonly<Record<string, string>>
}

export type HistoryRequest =
  | { op: 'search'; filter: HistoryFilter; page: HistoryPage }
  | { op: 'story'; id: string }
  | { op: 'sessions'; limit: number }
  | { op: 'export'; page: ExportPage }
  | { op: 'close' }

/** The rows of one export page as text. `last` is the `after` of the next page, or null if this is the last page. */
export interface ExportedPage {
  text: string
  last: number | null
}
