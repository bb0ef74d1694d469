import { describe, expect, it } from 'vitest'

const files = import.meta.glob<object>('../../renderer/i18n/*/*.json', { eager: true, import: 'default' })

/** `a.b` for every word; plural forms differ by language, so they count as one. */
const keysOf = (words: object, before = ''): string[] =>
  Object.entries(words).flatMap(([key, value]) =>
    typeof value === 'object'
      ? keysOf(value as object, `${before}${key}.`)
      : [before + key.replace(/_(one|other)$/, '')],
  )
const sorted = (words: object) => [...new Set(keysOf(words))].toSorted()

describe('the catalogues', () => {
  const english = Object.keys(files).filter((file) => file.includes('/en/'))

  it.each(english)('say in Chinese all that %s says', (file) => {
    const chinese = files[file.replace('/en/', '/zh-CN/')]
    expect(chinese && sorted(chinese)).toEqual(sorted(files[file]!))
  })
})
