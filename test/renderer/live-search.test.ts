import { expect, it } from 'vitest'
import { everything, passes } from '../../renderer/features/activity/filter.ts'
import { searchWords } from '../../shared/domain/search.ts'
import { announcement } from './support/samples.ts'

const reported = announcement({
  msgSeq: 4711,
  requestId: 'Id-77',
  announcement: { text: 'Hi', from: 'host', extensionInfo: '{"id":42}' },
})

it.each(['4711', '"id":42', 'id-77', 'HOST', 'hi'])(
  'the live list finds an announcement by %s, as the history does',
  (text) => {
    expect(searchWords(reported)).toContain(text.toLowerCase())
    expect(passes({ ...everything, text }, reported, 'Hi')).toBe(true)
    expect(passes({ ...everything, text: 'nobody' }, reported, 'Hi')).toBe(false)
  },
)
