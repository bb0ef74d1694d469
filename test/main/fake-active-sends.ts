import type { ActiveSends } from '../../electron/core/ledger/active-sends.ts'
import type { Send } from '../../electron/core/ledger/send.ts'

/** Makes active sends whose state a test changes with `become`. */
export function makeFakeActiveSends(start: Record<string, Send['state']> = {}) {
  const sends = new Map<string, Send>()
  const listeners = new Set<(send: Send) => void>()
  const over = new Set<Send['state']>(['delivered', 'refused', 'dropped', 'cancelled', 'expired'])
  const become = (id: string, state: Send['state']) => {
    const send = { id, state } as Send
    if (over.has(state)) sends.delete(id)
    else sends.set(id, send)
    for (const listener of listeners) listener(send)
  }
  for (const [id, state] of Object.entries(start)) become(id, state)
  const activeSends: Pick<ActiveSends, 'open' | 'onChange'> = {
    open: () => sends.values(),
    onChange(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
  return { activeSends, become, listeners }
}
