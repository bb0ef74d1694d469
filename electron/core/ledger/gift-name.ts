import type { Vendor } from '../../../shared/contract/fields.ts'
import type { Gift } from '../../../shared/contract/send.ts'

/** For ZEGO the key includes the value, because gifts with the same id and different values are different gifts. */
export const giftKey = (vendor: Vendor, { giftId, value }: { giftId: string; value?: number | undefined }) =>
  `${vendor} ${giftId} ${vendor === 'zego' ? (value ?? 1) : ''}`

export const giftKeyInRoom = (room: string, vendor: Vendor, gift: Parameters<typeof giftKey>[1]) =>
  `${giftKey(vendor, gift)} ${room}`

/** The name stored in the send, otherwise the name on the deck of its room, otherwise the vendor's gift id. */
export const giftName = (
  names: Readonly<Record<string, string>>,
  { roomName, vendor, giftName: stored }: { roomName: string; vendor: Vendor; giftName?: string },
  gift: Gift,
) => stored ?? names[giftKeyInRoom(roomName, vendor, gift)] ?? gift.giftId
