import type { Values } from './keys.ts'

/** Returns a translation: `announce('deck', 'empty.title')`. A `count` selects the plural form. */
export type Speak = (feature: string, word: string, values?: Values) => string

/** One language's translations, by feature. */
interface Spoken {
  locale: string
  words: Record<string, object>
}

function find(t: object | undefined, word: string): string | undefined {
  let found: unknown = t
  for (const step of word.split('.')) {
    if (typeof found !== 'object' || found === null || !Object.hasOwn(found, step)) return undefined
    found = (found as Record<string, unknown>)[step]
  }
  return typeof found === 'string' ? found : undefined
}

/**
 * The placeholders of a translation: `$t(activity:kind.gift)` inserts another translation, `{{name}}` a value. Inserted
 * values are not parsed for placeholders, because a viewer's name may contain such text.
 */
const places = /\$t\((\w+):(.+?)\)|\{\{(\w+)\}\}/g

/**
 * Creates a function that finds a translation in the first language that has it, else returns the key. It reads
 * i18next's format. i18next itself is not used, because its 18 kB were a ninth of the first load.
 */
export function speakIn(languages: readonly Spoken[]): Speak {
  const known = languages.map(({ locale, words: t }) => ({ words: t, plural: new Intl.PluralRules(locale) }))

  const fill = (text: string, values: Values): string =>
    text.replace(places, (_, feature: string | undefined, word = '', name = '') =>
      feature === undefined ? String(values[name] ?? '') : announce(feature, fill(word, values), values),
    )

  const announce: Speak = (feature, word, values = {}) => {
    for (const { words: t, plural } of known) {
      const { count } = values
      const counted = typeof count === 'number' ? find(t[feature], `${word}_${plural.select(count)}`) : undefined
      const text = counted ?? find(t[feature], word)
      if (text !== undefined) return fill(text, values)
    }
    return String(values['defaultValue'] ?? word)
  }
  return announce
}
