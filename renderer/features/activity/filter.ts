import type { Receipt, SendState } from '../../../shared/contract/send.ts'
import type { SendFilter } from '../../../shared/contract/sends.ts'
import { failedStates, isFailed, runningStates } from '../../../shared/domain/send-states.ts'
import { isNamed, searchedText, searchWords } from '../../../shared/domain/search.ts'

/** The states a host thinks in. */
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
  /** What one STOP cancelled. */
  stop: { mark: number; count: number } | null
}

export const everything: Filter = { show: 'all', kind: 'all', text: '', session: null, stop: null }

const statesOf = (show: Show): readonly SendState[] | null => (show === 'all' ? null : groups[show])

export const isFailure = ({ state }: Receipt) => isFailed(state)

/** As the ledger is asked. */
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

/** Whether a send that has just changed belongs to what is shown; `name` is what this page calls it. */
export function passes({ show, kind, text, session, stop }: Filter, receipt: Receipt, name: string): boolean {
  const states = statesOf(show)
  if (states && !states.includes(receipt.state)) return false
  if (kind !== 'all' && receipt.kind !== kind) return false
  if (session && receipt.session !== session.id) return false
  // What a past STOP cancelled is over and grows no more.
  if (stop) return receipt.reason === 'cancelled-by-stop'
  return hasText(receipt, name, searchedText(text))
}

const hasText = (receipt: Receipt, name: string, wanted: string) =>
  wanted === '' || isNamed(name, wanted) || searchWords(receipt).includes(wanted)
