import { readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { fieldProblem, readFieldProblem } from '../../shared/domain/field-problems.ts'
import { root } from '../support/read-imports.ts'

describe('a field problem', () => {
  it.each([
    [fieldProblem('empty'), { code: 'empty', values: {} }],
    [fieldProblem('maxBytes', { max: 48 }), { code: 'maxBytes', values: { max: '48' } }],
    [fieldProblem('max', { max: 5 }), { code: 'max', values: { max: '5' } }],
    [fieldProblem('imageTooLarge'), { code: 'imageTooLarge', values: {} }],
    [
      fieldProblem('secretLength', { found: 63, secret: 'SecretKey', needed: 64 }),
      { code: 'secretLength', values: { found: '63', secret: 'SecretKey', needed: '64' } },
    ],
    [fieldProblem('unroutable'), { code: 'unroutable', values: {} }],
  ])('is found by its sentence: %s', (sentence, problem) => {
    expect(readFieldProblem(sentence)).toEqual(problem)
  })

  it('is not found by any other sentence', () => {
    expect(readFieldProblem('must not be empty at all')).toBeUndefined()
    expect(readFieldProblem('')).toBeUndefined()
  })

  it('has a sentence that no other problem has', () => {
    const source = readFileSync(path.join(root, 'shared/domain/field-problems.ts'), 'utf8')
    const codes = [...source.matchAll(/^ {2}(\w+): '/gm)].map(([, code]) => code!)
    expect(codes.length).toBeGreaterThan(50)
    for (const code of codes) {
      const values = new Proxy({}, { get: () => 7 })
      const sentence = (fieldProblem as (code: string, values: object) => string)(code, values)
      expect(readFieldProblem(sentence)?.code).toBe(code)
    }
  })
})
