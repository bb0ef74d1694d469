import { describe, expect, it } from 'vitest'
import sentencesEn from '../../shared/sentences/en.json'
import sentencesZh from '../../shared/sentences/zh-CN.json'

const files = import.meta.glob<object>('../../renderer/i18n/*/*.json', { eager: true, import: 'default' })

/** Returns each translation with its path, such as `a.b`. */
const entriesOf = (words: object, before = ''): [string, string][] =>
  Object.entries(words).flatMap(([key, value]: [string, unknown]) =>
    typeof value === 'object' ? entriesOf(value as object, `${before}${key}.`) : [[before + key, value as string]],
  )
/** Returns the sorted keys. Plural forms differ by language, so all forms of a word count as one key. */
const sorted = (words: object) =>
  [...new Set(entriesOf(words).map(([key]) => key.replace(/_(one|other)$/, '')))].toSorted()

describe('the catalogues', () => {
  const english = Object.keys(files).filter((file) => file.includes('/en/'))

  it.each(english)('have a Chinese translation of everything in %s', (file) => {
    const chinese = files[file.replace('/en/', '/zh-CN/')]
    expect(chinese && sorted(chinese)).toEqual(sorted(files[file]!))
  })
})

describe('the advice of a receipt', () => {
  it.each([
    ['en', sentencesEn, /\b(?:Press|press|Choose|choose|or press) ([A-Z]\w+)/g],
    ['zh-CN', sentencesZh, /“([^”]+)”/g],
  ] as const)('names only existing buttons (%s)', (language, sentences, button) => {
    const labels = Object.keys(files).filter((file) => file.includes(`/${language}/`))
    const words = new Set(labels.flatMap((file) => entriesOf(files[file]!).map(([, word]) => word)))
    const named = entriesOf(sentences).flatMap(([, sentence]) => [...sentence.matchAll(button)].map(([, name]) => name))
    expect(named.length).toBeGreaterThan(0)
    expect(named.filter((name) => !words.has(name!))).toEqual([])
  })

  it('names the actions of a held send by their buttons', () => {
    const act = (language: string) => (files[`../../renderer/i18n/${language}/activity.json`] as { act: Acts }).act
    for (const reason of ['held-after-restart', 'held-connection-paused', 'held-room-left'] as const)
      for (const [language, sentences] of [
        ['en', sentencesEn],
        ['zh-CN', sentencesZh],
      ] as const)
        for (const word of ['release', 'discard'] as const)
          expect(sentences[reason].advice.toLowerCase()).toContain(act(language)[word].toLowerCase())
  })
})

type Acts = Record<'release' | 'discard', string>
