import type { Vendor } from '../../../shared/contract/fields.ts'
import type { People, SenderMode, Viewer } from '../../../shared/contract/people.ts'
import { useCallback } from 'react'
import { useExplain } from '../../platform/explain-failure.ts'
import { tell } from '../../ui/toasts.ts'
import { savePeople } from './store.ts'

/** The functions below are pure: each returns changed people of a room, which are valid by the contract. */

const withSender = (people: People, mode: SenderMode, chosen: readonly string[]): People => {
  const viewers = people.viewers.map(({ id }) => id).filter((id) => chosen.includes(id))
  return viewers.length === 0
    ? { ...people, sender: { mode: 'room', viewers: [] } }
    : { ...people, sender: { mode, viewers: mode === 'one' ? viewers.slice(0, 1) : viewers } }
}

/**
 * Changes the mode of sending. A change from one sender to several selects all viewers, unless several are selected.
 */
export function withMode(people: People, mode: SenderMode): People {
  if (mode === 'room') return { ...people, sender: { mode, viewers: [] } }
  const all = people.viewers.map(({ id }) => id)
  const { viewers } = people.sender
  return withSender(
    people,
    mode,
    mode === 'one' ? (viewers.length > 0 ? viewers : all) : viewers.length > 1 ? viewers : all,
  )
}

/** Selects a viewer, or deselects it in a mode with several senders. The last selected viewer stays selected. */
export function withChosen(people: People, id: string): People {
  const { mode, viewers } = people.sender
  if (mode === 'room' || mode === 'one') return withSender(people, 'one', [id])
  const next = viewers.includes(id) ? viewers.filter((each) => each !== id) : [...viewers, id]
  return next.length === 0 ? people : withSender(people, mode, next)
}

/** Adds or replaces a viewer. A new viewer is selected if all others are. */
export function withViewer(people: People, viewer: Viewer): People {
  const place = people.viewers.findIndex(({ id }) => id === viewer.id)
  if (place >= 0) return { ...people, viewers: people.viewers.with(place, viewer) }
  const { mode, viewers } = people.sender
  const wasAll = (mode === 'rotate' || mode === 'random') && viewers.length === people.viewers.length
  const sender = { mode, viewers: wasAll ? [...viewers, viewer.id] : viewers }
  return { ...people, viewers: [...people.viewers, viewer], sender }
}

export function withoutViewer(people: People, id: string): People {
  const { mode, viewers } = people.sender
  const left = { ...people, viewers: people.viewers.filter((each) => each.id !== id) }
  return mode === 'room' ? left : withSender(left, mode, viewers)
}

/** Sets the receiver at a vendor; undefined = the room's own receiver, the host. */
export function withReceiver(people: People, vendor: Vendor, to: string | undefined): People {
  const { [vendor]: _, ...others } = people.receiver
  return { ...people, receiver: to === undefined ? others : { ...others, [vendor]: to } }
}

export const withCoHost = (people: People, vendor: Vendor, id: string): People => ({
  ...people,
  receivers: { ...people.receivers, [vendor]: [...people.receivers[vendor], id] },
})

export function withoutCoHost(people: People, vendor: Vendor, id: string): People {
  const left = people.receivers[vendor].filter((each) => each !== id)
  const next = { ...people, receivers: { ...people.receivers, [vendor]: left } }
  return people.receiver[vendor] === id ? withReceiver(next, vendor, undefined) : next
}

/** Returns a function that applies a choice at once. If it cannot be saved, it is undone, and a toast says why. */
export function useSavePeople() {
  const explain = useExplain()
  return useCallback(
    (people: People) => void savePeople(people).catch((error: unknown) => tell(explain(error), 'bad')),
    [explain],
  )
}
