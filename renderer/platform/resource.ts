import { useEffect } from 'react'
import type { Resource } from '../../shared/contract/events.ts'

/**
 * What the host keeps beside its sends (keys, people, goals ..) comes by asking. A panel that shows such a thing asks when
 * it appears and again whenever another page or program has changed it.
 */
const askers = new Map<Resource, Set<() => void>>()

export function resourceChanged(what: Resource) {
  for (const ask of askers.get(what) ?? []) ask()
}

/** A new snapshot may follow a gap in which anything changed. */
export function allResourcesChanged() {
  for (const what of askers.keys()) resourceChanged(what)
}

/** `ask` must keep its identity between renders. */
export function useResource(what: Resource, ask: () => void) {
  useEffect(() => {
    const asking = askers.get(what) ?? new Set()
    askers.set(what, asking.add(ask))
    ask()
    return () => void asking.delete(ask)
  }, [what, ask])
}
