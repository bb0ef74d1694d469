import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { asTemplate, fillTemplate, templatePieces, templateValues } from '../../../shared/domain/templates.ts'

const values = templateValues({
  room: 'Evening {show}',
  now: new Date(2026, 2, 1, 21, 5, 30).getTime(),
  count: 1_284,
  goalLeft: null,
  own: [
    { name: 'quiz', value: 'the {room} quiz' },
    { name: '主题', value: '生日' },
    { name: 'room', value: 'not this' },
  ],
})
const fill = (text: string) => fillTemplate(text, values)

describe('filling a template', () => {
  it('inserts the present values', () => {
    expect(fill('{count} gifts at {time}')).toBe('1,284 gifts at 21:05')
  })

  it('accepts variables of the host, in any script', () => {
    expect(fill('{quiz}: {主题}')).toBe('the {room} quiz: 生日')
  })

  it('never interprets a value as a template', () => {
    expect(fill('{room}')).toBe('Evening {show}')
  })

  it('inserts a dash for an unknown value, and reports it', () => {
    expect(fill('{goalLeft} to go')).toBe('– to go')
    expect(templatePieces('{goalLeft} to go', values)[0]).toEqual({
      kind: 'missing',
      at: 0,
      name: 'goalLeft',
      text: '–',
    })
  })

  it('leaves an unknown name as it was typed, and reports it', () => {
    expect(fill('{roon} {} { room } {constructor}')).toBe('{roon} {} { room } {constructor}')
    expect(templatePieces('a{roon}', values)).toEqual([
      { kind: 'plain', at: 0, text: 'a' },
      { kind: 'unknown', at: 1, name: 'roon', text: '{roon}' },
    ])
  })

  it('reads doubled braces as braces', () => {
    expect(fill('{{room}} {{{count}}}')).toBe('{room} {1,284}')
  })

  it('can convert any posted text into a template of itself', () => {
    const texts = fc.string({ unit: fc.constantFrom('{', '}', 'room', 'x', ' ') })
    fc.assert(
      fc.property(texts, (text) => {
        expect(fill(asTemplate(text))).toBe(text)
      }),
    )
  })

  it('leaves a posted text unchanged if its braces mean nothing', () => {
    expect(asTemplate('Party! :-{ {} 2 > 1')).toBe('Party! :-{ {} 2 > 1')
  })
})
