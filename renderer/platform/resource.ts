import { useEffect } from 'react'
import { create } from 'zustand'
import type { Resource } from '../../shared/contract/events.ts'
import { trackedRequest } from './requests.ts'

/**
 * By resource: the functions that load it again. A resource is what the server stores beside the sends (keys, people,
 * goals ..). A panel loads a resource when it appears, and again whenever another page or program has changed it.
 */
const listeners = new Map<Resource, Set<Listener>>()

/** An object of its own for each component: two components may load a resource by the same function. */
interface Listener {
  reload: () => void
}

export function resourceChanged(name: Resource) {
  const reloads = [...(listeners.get(name) ?? [])].map(({ reload }) => reload)
  for (const reload of new Set(reloads)) reload()
}

/** Loads every used resource again. Call it after a snapshot, because changes may have been missed before it. */
export function allResourcesChanged() {
  for (const name of listeners.keys()) resourceChanged(name)
}

/** Calls `reload` now and after every change of the resource. `reload` must keep its identity between renders. */
export function useResource(name: Resource, reload: () => void) {
  useEffect(() => {
    const listener = { reload }
    const ofName = listeners.get(name) ?? new Set()
    listeners.set(name, ofName.add(listener))
    reload()
    return () => void ofName.delete(listener)
  }, [name, reload])
}

interface LoaderOptions<Answer> {
  load: () => Promise<Answer>
  /** Called with the answer of the latest request only. */
  apply: (answer: Answer) => void
}

/**
 * Creates a loader of a resource that never replaces a newer value with an older answer. Older is an answer to an
 * earlier request, and one from before a change that this page has made.
 */
export function createLoader<Answer>(name: Resource, { load, apply }: LoaderOptions<Answer>) {
  let requests = 0
  let changes = 0
  let changesUnderway = 0
  let isOutdated = false

  /** Loads the resource. Rejects if the request fails. */
  async function loadNow(): Promise<void> {
    if (changesUnderway > 0) {
      isOutdated = true
      return
    }
    const [request, change] = [++requests, changes]
    const answer = await load()
    if (request !== requests) return
    if (change === changes) apply(answer)
    else await loadNow()
  }

  const reload = trackedRequest(name, loadNow)

  /**
   * Call it before the page shows a change that is not saved yet. Loads are postponed until the returned function is
   * called.
   */
  function beginChange(): () => void {
    changes++
    changesUnderway++
    return () => {
      changesUnderway--
      if (changesUnderway > 0 || !isOutdated) return
      isOutdated = false
      reload()
    }
  }

  return {
    load: loadNow,
    reload,
    beginChange,
    /** Loads the resource when the component appears, and after every change by another page or program. */
    useLoaded: () => useResource(name, reload),
  }
}

interface ResourceOptions<State> {
  initial: State
  load: () => Promise<State>
}

/** Creates a resource with its store. `use` reads the resource, `save` changes it. */
export function createResource<State extends object>(name: Resource, { initial, load }: ResourceOptions<State>) {
  const use = create<State>()(() => initial)
  const show = (next: State) => use.setState(next, true)
  const loader = createLoader(name, { load, apply: show })
  let saves = 0

  /**
   * Shows `preview`, then the answer of the call. If the call fails, the previous value is shown again and the stored
   * value is loaded.
   */
  async function save(call: () => Promise<State>, preview?: State): Promise<void> {
    const endChange = loader.beginChange()
    const mine = ++saves
    const before = use.getState()
    if (preview) show(preview)
    try {
      const saved = await call()
      if (mine === saves) show(saved)
    } catch (error) {
      if (preview && use.getState() === preview) show(before)
      loader.reload()
      throw error
    } finally {
      endChange()
    }
  }

  return { ...loader, use, save, reset: () => show(initial) }
}
