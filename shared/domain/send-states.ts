/** The states of a send, and every group of them that more than one place asks about. Design: "The ledger: states and rules". */

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

/** A send changes further by itself. A held one waits for the host, an unknown one for the vendor. */
export const runningStates = ['queued', 'sending', 'waiting', 'processing'] as const
export const isRunning = oneOf(runningStates)

/** The host needs to know: viewers did not see it, or nobody knows whether they did. */
export const failedStates = ['unknown', 'refused', 'dropped', 'expired'] as const
export const isFailed = oneOf(failedStates)

/** How an attempt at the vendor can end. An unknown one may still become delivered. */
export const outcomeStates = ['delivered', 'refused', 'dropped', 'unknown'] as const
export const isOutcome = oneOf(outcomeStates)

/** Over for good: no state follows. */
export const endedStates = ['delivered', 'refused', 'dropped', 'cancelled', 'expired'] as const
export const isEnded = oneOf(endedStates)

/** Viewers certainly did not see it. An unknown one is missing here, since repeating it might show it twice. */
export const isUnseen = oneOf(['dropped', 'refused', 'expired', 'cancelled'])
