import type { PostAnnouncement } from '../../../shared/contract/announcements.ts'
import type { Accepted } from '../../../shared/contract/send.ts'
import type { AppParts } from '../app-parts.ts'
import type { CallKey } from '../ledger/book.ts'
import type { Send } from '../ledger/send.ts'
import { press } from '../sends/press.ts'

/** Posts to the Tencent room; the host speaks unless another sender is named. */
export async function postAnnouncement(
  parts: AppParts,
  { text, extensionInfo, from }: Omit<PostAnnouncement, 'fill'>,
  more: Partial<Pick<Send, 'id' | 'by'>> & { key?: CallKey | undefined },
): Promise<Accepted> {
  const { key, ...known } = more
  const room = parts.room()
  room.link('tencent')
  const announcement = {
    text,
    from: from ?? room.config.tencent!.receiver,
    ...(extensionInfo !== undefined && { extensionInfo: asJsonText(extensionInfo) }),
  }
  return press(parts, 'tencent', { kind: 'announcement', announcement, ...known }, key)
}

/** A string is JSON text already; the contract has checked it. */
const asJsonText = (value: unknown) => (typeof value === 'string' ? value : JSON.stringify(value))
