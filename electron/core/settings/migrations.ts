import * as z from 'zod'
import { plainKeySchema } from '../../../shared/contract/deck.ts'
import { pagesOfPlain } from '../../../shared/domain/plain-deck.ts'
import { isRecord } from '../platform/read-text.ts'

type Values = Record<string, unknown>

/**
 * Entry n migrates the settings from version n to n + 1. Entries are pure, and a released entry is never edited. A file
 * without a version has version 0. An entry leaves unreadable values unchanged; checkSettings reports them afterwards.
 */
const migrations: readonly ((values: Values) => Values)[] = [decksInPages]

export const versionKey = 'version'
export const settingsVersion = migrations.length

/** Undefined if the version is not a valid number. */
export function versionOf(values: Values): number | undefined {
  const version = values[versionKey] ?? 0
  return typeof version === 'number' && Number.isInteger(version) && version >= 0 ? version : undefined
}

export const migrate = (values: Values, from: number): Values => ({
  ...migrations.slice(from).reduce((before, migration) => migration(before), values),
  [versionKey]: settingsVersion,
})

/** Version 0 stored a deck as one list of keys. Since version 1 a deck has pages. */
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
