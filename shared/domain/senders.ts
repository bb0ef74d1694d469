import type { Vendor } from '../contract/fields.ts'
import type { People, Viewer } from '../contract/people.ts'

/** A missing member means the one of the room's settings. */
export interface SenderAndReceiver {
  from?: string | NonNullable<Viewer['zego']>
  to?: string
}

const idAt = (viewer: Viewer, vendor: Vendor) => (vendor === 'tencent' ? viewer.tencentId : viewer.zego?.userId)

/** The viewers chosen to send, in the order of the list, whether or not they have an id at a vendor. */
export const chosenViewers = ({ viewers, sender }: People) =>
  sender.mode === 'room' ? [] : viewers.filter(({ id }) => sender.viewers.includes(id))

/**
 * The viewer who sends a press through all these vendors; null if none of the chosen viewers can, so that the room's
 * own sender does. `turn` counts presses, `fraction` is random from 0 up to 1. A viewer without an id at a vendor is
 * skipped.
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

/**
 * The sender and receiver for each vendor of one press. One viewer sends the whole press. Only if no viewer has an id at
 * all of its vendors does each vendor get a sender of its own.
 */
export function peopleOfPress(
  people: People,
  vendors: readonly Vendor[],
  turn: number,
  fraction: number,
): (vendor: Vendor) => SenderAndReceiver {
  const together = chooseSender(people, vendors, turn, fraction)
  return (vendor) => {
    const viewer = together ?? chooseSender(people, [vendor], turn, fraction)
    const from = vendor === 'tencent' ? viewer?.tencentId : viewer?.zego
    const to = people.receiver[vendor]
    return { ...(from !== undefined && { from }), ...(to !== undefined && { to }) }
  }
}

/**
 * The chosen viewers who cannot send through this vendor, and whether none is left, so that the room's own sender is
 * used.
 */
export function passedOver(people: People, vendor: Vendor): { viewers: Viewer[]; nobodyLeft: boolean } {
  const chosen = chosenViewers(people)
  const viewers = chosen.filter((viewer) => idAt(viewer, vendor) === undefined)
  return { viewers, nobodyLeft: viewers.length > 0 && viewers.length === chosen.length }
}
