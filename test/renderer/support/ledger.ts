import type { FoundSend, SendFilter } from '../../../shared/contract/sends.ts'
import { giftReceipt } from './gift-key.ts'

interface Asked extends SendFilter {
  before?: number
  after?: number
  offset?: number
  limit: number
}

/** Returns `count` delivered roses, of which `rose-1` is the oldest. */
export const roses = (count: number, change: (pressed: number) => Partial<FoundSend> = () => ({})): FoundSend[] =>
  Array.from({ length: count }, (_, at) =>
    giftReceipt({
      id: `rose-${at + 1}`,
      seq: (at + 1) * 3,
      pressed: at + 1,
      gift: { giftId: `rose ${at + 1}`, count: 1, from: 'fan', to: 'host' },
      ...change(at + 1),
    }),
  )

/** Returns a function that answers `sends.search` as the ledger does. The sends are given oldest first. */
export function searchOver(sends: readonly FoundSend[]) {
  return ({ state, kind, text, before = Infinity, after, offset = 0, limit }: Asked) => {
    const found = sends.filter(
      (send) =>
        (!state || state.includes(send.state)) &&
        (!kind || send.kind === kind) &&
        (!text || send.gift?.giftId.includes(text)),
    )
    const inPage = found.filter(({ pressed }) => pressed < before && pressed > (after ?? 0))
    const items =
      after === undefined ? inPage.toReversed().slice(offset, offset + limit) : inPage.slice(0, limit).toReversed()
    return { items, total: found.length, next: null }
  }
}
