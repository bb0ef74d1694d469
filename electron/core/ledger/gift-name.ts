import type { Vendor } from '../../../shared/contract/fields.ts'
import type { Gift } from '../../../shared/contract/send.ts'

/** ZEGO's Value makes two gifts of one id. */
export const giftKey = (vendor: Vendor, { giftId, value }: { giftId: string; value?: number | undefined }) =>
  `${vendor} ${giftId} ${vendor === 'zego' ? (value ?? 1) : ''}`

export const giftKeyInRoom = (room: string, vendor: Vendor, gift: Parameters<typeof giftKey>[1]) =>
  `${giftKey(vendor, gift)} ${room}`

/** The name that the send keeps, else the one of its room's deck, else the vendor's id. */
export const giftName = (
  names: Readonly<Record<string, string>>,
  { roomName, vendor, giftName: kept }: { roomName: string; vendor: Vendor; giftName?: string },
  gift: Gift,
) => kept ?? names[giftKeyInRoom(roomName, vendor, gift)] ?? gift.giftId
