import type { Vendor } from '../../../shared/contract/fields.ts'
import type { People, Viewer } from '../../../shared/contract/people.ts'

const idAt = (viewer: Viewer, vendor: Vendor) => (vendor === 'tencent' ? viewer.tencentId : viewer.zego?.userId)

/** Those chosen to send, in the order of the list, whether or not they have an id for a vendor. */
export const chosenViewers = ({ viewers, sender }: People) =>
  sender.mode === 'room' ? [] : viewers.filter(({ id }) => sender.viewers.includes(id))

/**
 * Who sends this press through all these vendors; null = nobody of the chosen can, so the room's own. `turn` counts presses,
 * `fraction` is random from 0 up to 1. A viewer without an id for a vendor is passed over.
 */
export function chooseSender(
  people: People,
  vendors: readonly Vendor[],
  turn: number,
  fraction: number,
): Viewer | null {
  const able = chosenViewers(people).filter((viewer) => vendors.every((vendor) => idAt(viewer, vendor) !== undefined))
  const place = people.sender.mode === 'random' ? Math.floor(fraction * able.length) : turn % able.length
  return able[place] ?? null
}

/** Chosen viewers who cannot send through this vendor, and whether nobody is left, so that the room's own sends. */
export function passedOver(people: People, vendor: Vendor): { viewers: Viewer[]; nobodyLeft: boolean } {
  const chosen = chosenViewers(people)
  const viewers = chosen.filter((viewer) => idAt(viewer, vendor) === undefined)
  return { viewers, nobodyLeft: viewers.length > 0 && viewers.length === chosen.length }
}
