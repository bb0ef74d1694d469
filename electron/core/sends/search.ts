import type { FoundSend, SendFilter } from '../../../shared/contract/sends.ts'
import type { AppParts } from '../app-parts.ts'
import { giftsNamed } from '../deck/named-gifts.ts'
import type { HistoryFilter } from '../ledger/history-protocol.ts'
import { toReceipt } from '../ledger/send.ts'

export interface SearchInput extends SendFilter {
  before?: number | undefined
  after?: number | undefined
  offset: number
  limit: number
  fold: boolean
}

/** The sends that pass the filter, by their press, newest first. */
export async function searchSends(
  parts: Pick<AppParts, 'book' | 'history' | 'gifts' | 'room' | 'policy'>,
  { before, after, offset, limit, fold, ...filter }: SearchInput,
): Promise<{ items: FoundSend[]; total: number; next: number | null }> {
  const { items, total, more } = await parts.history.search(toHistoryFilter(parts, filter), {
    ...(before !== undefined && { before }),
    ...(after !== undefined && { after }),
    ...(fold && filter.stop === undefined && { foldFrom: parts.policy.history.foldFromCount }),
    offset,
    limit,
  })
  const shown = items.map(({ send, folded }) => ({ ...toReceipt(parts.book.view(send)), ...(folded && { folded }) }))
  return {
    // STOP reads as cancelled at once, also where its row has not been rewritten yet.
    items: shown.filter(({ state }) => filter.state === undefined || filter.state.includes(state)),
    total,
    next: more ? ((after === undefined ? items.at(-1) : items[0])?.send.pressed ?? null) : null,
  }
}

/** The contract's filter with its times as numbers, and the names on the deck's keys as gift ids. */
export function toHistoryFilter({ gifts, room }: Pick<AppParts, 'gifts' | 'room'>, filter: SendFilter): HistoryFilter {
  const { since, until, text } = filter
  const given = Object.fromEntries(Object.entries(filter).filter(([, value]) => value !== undefined))
  return {
    ...(given as Omit<HistoryFilter, 'since' | 'until'>),
    ...(text && { giftIds: giftsNamed(gifts(), text), giftRoom: room().config.name }),
    ...(since !== undefined && { since: Date.parse(since) }),
    ...(until !== undefined && { until: Date.parse(until) }),
  } as HistoryFilter
}
