import type { Receipt } from '../../../shared/contract/send.ts'
import { isRunning, isUnseen } from '../../../shared/domain/send-states.ts'
import { CallFailed } from '../../giftdeck-client/call.ts'

/** The outcome of the last press that this module made of one key. */
export type PressState = 'running' | 'delivered' | 'refused' | 'unknown' | 'held'

export interface PressOutcome {
  state: PressState
  /** What happened, in a sentence. Empty while the press runs. */
  message: string
}

const running: PressOutcome = { state: 'running', message: '' }

interface OwnPress {
  /** The sends of the press once Giftdeck has recorded it. */
  ids: readonly string[]
  receipts: readonly Receipt[]
  failure: PressOutcome | null
}

/** Without an error code nobody knows whether the press arrived, so it must not look refused. */
export const outcomeOfFailure = (error: unknown): PressOutcome =>
  error instanceof CallFailed && error.code !== null
    ? { state: 'refused', message: error.message }
    : {
        state: 'unknown',
        message:
          'Giftdeck did not answer, so it is not known whether this was sent. Look in Giftdeck before you repeat.',
      }

const sentence = (receipts: readonly Receipt[]) =>
  [...new Set(receipts.flatMap(({ message, advice }) => [message, advice]))].filter((text) => text !== '').join(' ')

/** One state for all gifts of a press: the worst, because a host must notice a gift that viewers did not see. */
export function outcomeOfReceipts(receipts: readonly Receipt[]): PressOutcome {
  if (receipts.length === 0 || receipts.some(({ state }) => isRunning(state))) return running
  const unknown = receipts.filter(({ state }) => state === 'unknown')
  if (unknown.length > 0) return { state: 'unknown', message: sentence(unknown) }
  const unseen = receipts.filter(({ state }) => isUnseen(state))
  if (unseen.length > 0) {
    const delivered = receipts.length - unseen.length
    const part = delivered > 0 ? `${delivered} of ${receipts.length} gifts arrived. ` : ''
    return { state: 'refused', message: part + sentence(unseen) }
  }
  if (receipts.some(({ state }) => state === 'held')) return { state: 'held', message: sentence(receipts) }
  return { state: 'delivered', message: sentence(receipts) }
}

/** Remembers the last press of every key and template, as this module made it. */
export function createOwnPresses(receiptOf: (id: string) => Receipt | undefined) {
  const presses = new Map<string, OwnPress>()
  const own = new Set<string>()
  let device: string | undefined
  let newest: string | undefined

  function outcome(choice: string): PressOutcome | null {
    const press = presses.get(choice)
    if (!press) return null
    if (press.failure) return press.failure
    // The newest receipt wins, because an unknown send may turn out to be delivered long after its press.
    const receipts = press.ids.flatMap((id, at) => receiptOf(id) ?? press.receipts[at] ?? [])
    return receipts.length < press.ids.length ? running : outcomeOfReceipts(receipts)
  }

  return {
    outcome,
    /** The outcome of the newest press of all. */
    newestOutcome: () => (newest === undefined ? null : outcome(newest)),
    /** Notes a press before its call, so that the key shows at once that it runs. */
    begin(choice: string) {
      const press: OwnPress = { ids: [], receipts: [], failure: null }
      presses.set(choice, press)
      newest = choice
      return {
        accepted(ids: readonly string[]) {
          press.ids = ids
          ids.forEach((id) => own.add(id))
        },
        ended(receipts: readonly Receipt[]) {
          press.ids = receipts.map(({ id }) => id)
          press.receipts = receipts
          device = receipts[0]?.device ?? device
        },
        failed(error: unknown): PressOutcome {
          press.failure = outcomeOfFailure(error)
          return press.failure
        },
        refused(message: string) {
          press.failure = { state: 'refused', message }
        },
      }
    },
    /** True if another device made the newest press of a key. A press before the start of this module may be its own. */
    isFromElsewhere: (newestReceipt: Receipt | undefined) =>
      newestReceipt !== undefined &&
      !own.has(newestReceipt.id) &&
      (device === undefined ? own.size > 0 : newestReceipt.device !== device),
  }
}
export type OwnPresses = ReturnType<typeof createOwnPresses>
