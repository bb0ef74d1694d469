import * as z from 'zod'
import { plainKeySchema } from '../../../shared/contract/deck.ts'
import { pagesOfPlain } from '../../../shared/domain/plain-deck.ts'
import { isRecord } from '../platform/read-text.ts'

type Values = Record<string, unknown>

/**
 * Each entry brings the settings one version up; entries are never edited once released, and they are pure. A file without
 * a version is of version 0. What an entry cannot read it leaves alone: the check after it sets that aside by name.
 */
const migrations: readonly ((values: Values) => Values)[] = [decksInPages]

export const versionKey = 'version'
export const settingsVersion = migrations.length

/** Undefined where the version is no number of ours. */
export function versionOf(values: Values): number | undefined {
  const version = values[versionKey] ?? 0
  return typeof version === 'number' && Number.isInteger(version) && version >= 0 ? version : undefined
}

export const migrate = (values: Values, from: number): Values => ({
  ...migrations.slice(from).reduce((before, bringUp) => bringUp(before), values),
  [versionKey]: settingsVersion,
})

/** Decks were one list of keys before they had pages. */
function decksInPages(values: Values): Values {
  if (!isRecord(values['decks'])) return values
  const inPages = (deck: unknown) => {
    const plain = z.array(plainKeySchema).safeParse(deck)
    return plain.success ? pagesOfPlain(plain.data) : deck
  }
  return {
    ...values,
    decks: Object.fromEntries(Object.entries(values['decks']).map(([room, deck]) => [room, inPages(deck)])),
  }
}
