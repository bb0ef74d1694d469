import { describe, expect, it } from 'vitest'
import { speakIn } from '../../renderer/i18n/speak-in.ts'

const english = {
  locale: 'en',
  words: {
    deck: { title: 'Deck', keys_one: '{{count}} key', keys_other: '{{count}} keys', empty: { title: 'No {{what}}' } },
    activity: { show: 'Show $t(activity:{{filter}})', filter: { held: 'the held {{what}}' } },
  },
}
const chinese = { locale: 'zh-CN', words: { deck: { keys_other: '{{count}} 个键' } } }

describe('a translation', () => {
  const t = speakIn([english])

  it('is found by feature and path, with its values', () => {
    expect(t('deck', 'empty.title', { what: 'gifts' })).toBe('No gifts')
  })

  it('uses the plural rules of its language', () => {
    expect([0, 1, 2].map((count) => t('deck', 'keys', { count }))).toEqual(['0 keys', '1 key', '2 keys'])
    expect(speakIn([chinese, english])('deck', 'keys', { count: 1 })).toBe('1 个键')
  })

  it('may include another translation, which gets the same values', () => {
    expect(t('activity', 'show', { filter: 'filter.held', what: 'gifts' })).toBe('Show the held gifts')
  })

  it('falls back to English, and to its key if it is in no language', () => {
    expect(speakIn([chinese, english])('deck', 'title')).toBe('Deck')
    expect(t('deck', 'none.such')).toBe('none.such')
    expect(t('nowhere', 'none', { defaultValue: '' })).toBe('')
  })

  it("never interprets a value: a viewer's name may look like a placeholder", () => {
    const hostile = '$t(deck:title) {{what}} $& $1'
    expect(t('deck', 'empty.title', { what: hostile })).toBe(`No ${hostile}`)
    expect(t('deck', 'title.constructor.name')).toBe('title.constructor.name')
  })
})
