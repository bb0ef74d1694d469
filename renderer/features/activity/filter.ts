import type { Receipt, SendState } from '../../../shared/contract/send.ts'
import type { SendFilter } from '../../../shared/contract/sends.ts'
import { failedStates, isFailed, runningStates } from '../../../shared/domain/send-states.ts'
import { isNamed, searchedText, searchWords } from '../../../shared/domain/search.ts'

/** The groups of states that a host filters by. */
const groups = {
  running: runningStates,
  trouble: failedStates,
  delivered: ['delivered'],
  held: ['held'],
  cancelled: ['cancelled'],
} satisfies Record<string, readonly SendState[]>

export const shows = ['all', 'running', 'trouble', 'delivered', 'held', 'cancelled'] as const
export type Show = (typeof shows)[number]

export const kinds = ['all', 'gift', 'announcement'] as const
export type Kind = (typeof kinds)[number]

export interface Filter {
  show: Show
  kind: Kind
  text: string
  /** One run of the program in one room. */
  session: { id: string; room: string; startedAt: string } | null
  /** The sends that one STOP cancelled. */
  stop: { mark: number; count: number } | null
}

export const everything: Filter = { show: 'all', kind: 'all', text: '', session: null, stop: null }

const statesOf = (show: Show): readonly SendState[] | null => (show === 'all' ? null : groups[show])

export const isFailure = ({ state }: Receipt) => isFailed(state)

/** Converts the filter to a query to the ledger. */
export function toQuery({ show, kind, text, session, stop }: Filter): SendFilter {
  const states = statesOf(show)
  const wanted = text.trim()
  return {
    ...(states && { state: [...states] }),
    ...(kind !== 'all' && { kind }),
    ...(wanted !== '' && { text: wanted }),
    ...(session && { session: session.id }),
    ...(stop && { stop: stop.mark }),
  }
}

/** True if a changed send matches the filter. `name` is the name that this page shows for the send. */
export function passes({ show, kind, text, session, stop }: Filter, receipt: Receipt, name: string): boolean {
  const states = statesOf(show)
  if (states && !states.includes(receipt.state)) return false
  if (kind !== 'all' && receipt.kind !== kind) return false
  if (session && receipt.session !== session.id) return false
  // No further send joins the group of a past STOP, so the state alone decides whether the send stays in the list.
  if (stop) return receipt.reason === 'cancelled-by-stop'
  return hasText(receipt, name, searchedText(text))
}

const hasText = (receipt: Receipt, name: string, wanted: string) =>
  wanted === '' || isNamed(name, wanted) || searchWords(receipt).includes(wanted)
