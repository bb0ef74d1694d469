import { useEffect } from 'react'
import type { Resource } from '../../shared/contract/events.ts'

/**
 * What the server stores beside the sends (keys, people, goals ..) is loaded by request. A panel loads it when it
 * appears and again whenever another page or program has changed it.
 */
const askers = new Map<Resource, Set<() => void>>()

export function resourceChanged(what: Resource) {
  for (const ask of askers.get(what) ?? []) ask()
}

/** Load again after a snapshot: changes may have been missed before it. */
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
