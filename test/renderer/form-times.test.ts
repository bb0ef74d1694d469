import { describe, expect, it } from 'vitest'
import * as z from 'zod'
import { problemsOf } from '../../renderer/platform/field-issues.ts'
import { fromLocalTime, toLocalTime } from '../../renderer/i18n/relative-time.ts'

describe('a time in a form', () => {
  it('is in the host’s time zone, and is unchanged after a round trip', () => {
    expect(toLocalTime(new Date(2026, 2, 1, 9, 5))).toBe('2026-03-01T09:05')
    expect(fromLocalTime('2026-03-01T09:05')).toBe(new Date(2026, 2, 1, 9, 5).toISOString())
  })

  it('that is missing or invalid becomes empty', () => {
    expect([fromLocalTime(''), fromLocalTime('soon')]).toEqual(['', ''])
  })
})

describe('the errors of a form', () => {
  it('are reduced to the first of each field', () => {
    const read = z.object({ mark: z.object({ at: z.string().min(3, 'too short').regex(/^\d+$/, 'digits only') }) })
    const { error } = read.safeParse({ mark: { at: 'a' } })
    expect(problemsOf(error!)).toEqual({ 'mark.at': 'too short' })
    expect(problemsOf(error!, ([, ...rest]) => ['row', ...rest])).toEqual({ 'row.at': 'too short' })
  })
})
