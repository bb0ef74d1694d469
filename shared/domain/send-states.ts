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

/** States that change without the host. Not included: `held` waits for the host, `unknown` for the vendor. */
export const runningStates = ['queued', 'sending', 'waiting', 'processing'] as const
export const isRunning = oneOf(runningStates)

/** States that the host must notice: viewers did not see it, or that is uncertain. */
export const failedStates = ['unknown', 'refused', 'dropped', 'expired'] as const
export const isFailed = oneOf(failedStates)

/** The outcomes of an attempt. An unknown send may still become delivered. */
export const outcomeStates = ['delivered', 'refused', 'dropped', 'unknown'] as const
export const isOutcome = oneOf(outcomeStates)

/** Final states. */
export const endedStates = ['delivered', 'refused', 'dropped', 'cancelled', 'expired'] as const
export const isEnded = oneOf(endedStates)

/**
 * States in which viewers certainly did not see it. `unknown` is not included, because a repeat might show the gift
 * twice.
 */
export const isUnseen = oneOf(['dropped', 'refused', 'expired', 'cancelled'])
