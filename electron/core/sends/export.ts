import type { SendFilter } from '../../../shared/contract/sends.ts'
import type { ExportLanguage } from '../../../shared/exports/columns.ts'
import type { AppParts } from '../app-parts.ts'
import { giftNames } from '../deck/named-gifts.ts'
import { toHistoryFilter } from './search.ts'

export interface ExportInput extends SendFilter {
  format: 'csv' | 'json'
  language: ExportLanguage
}

/** Every send that passes the filter, oldest first, as pieces of one file. Nothing is held back: it goes page by page. */
export async function* exportSends(
  parts: Pick<AppParts, 'history' | 'gifts' | 'room' | 'policy'>,
  { format, language, ...filter }: ExportInput,
): AsyncGenerator<string, void, void> {
  const names = giftNames(parts.room().config.name, parts.gifts())
  const wanted = toHistoryFilter(parts, filter)
  const limit = parts.policy.history.exportPageCount
  if (format === 'json') yield '['
  for (let after: number | null = 0; after !== null;) {
    const page = { filter: wanted, after, limit, format, language, names }
    const { text, last } = await parts.history.export(page)
    if (text !== '') yield text
    after = last
  }
  if (format === 'json') yield '\n]\n'
}
