/**
 * The states of a send, and the groups of states that several places use. See "The ledger: states and rules" in the
 * design.
 */

export const sendStates = [
  'queued',
  'sending',
  'waiting',
  'processing',
  'unknown',
  'delivered',
  'refused',
  'dropped',
  'cancelled',
  'expired',
  'held',
] as const
export type SendState = (typeof sendStates)[number]

const oneOf = <Group extends SendState>(group: readonly Group[]) => {
  const states: ReadonlySet<SendState> = new Set(group)
  return (state: SendState): state is Group => states.has(state)
}

/**
 * States of a send that is on its way. `held` is not included, because such a send waits for the host. `unknown` is not
 * included, because its outcome may never become known.
 */
export const runningStates = ['queued', 'sending', 'waiting', 'processing'] as const
export const isRunning = oneOf(runningStates)

/** States that the host must notice: viewers did not see the gift or text, or it is uncertain whether they did. */
export const failedStates = ['unknown', 'refused', 'dropped', 'expired'] as const
export const isFailed = oneOf(failedStates)

/** The outcomes of an attempt. An unknown send may still become delivered. */
export const outcomeStates = ['delivered', 'refused', 'dropped', 'unknown'] as const
export const isOutcome = oneOf(outcomeStates)

/** True for the final states. */
export const isEnded = oneOf(['delivered', 'refused', 'dropped', 'cancelled', 'expired'])

/**
 * True for the states in which viewers certainly did not see the gift or text. `unknown` is not included, because a
 * repeat might show the gift twice.
 */
export const isUnseen = oneOf(['dropped', 'refused', 'expired', 'cancelled'])
