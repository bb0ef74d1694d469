import { expect, it } from 'vitest'
import type { Key } from '../../renderer/i18n/keys.ts'
import { speakIn } from '../../renderer/i18n/speak-in.ts'

const title: Key<'deck'> = 'title'
// @ts-expect-error: a key that is not in the English catalogue does not compile.
const mistyped: Key<'deck'> = 'titel'
// @ts-expect-error: a key of another feature does not compile.
const foreign: Key<'deck'> = 'stop.stopped'

it('a key that is in no catalogue is shown as it is, so that a gap is seen and breaks nothing', () => {
  const t = speakIn([{ locale: 'en', words: { deck: { title: 'Deck' } } }])
  expect([title, mistyped, foreign].map((key) => t('deck', key))).toEqual(['Deck', 'titel', 'stop.stopped'])
})
