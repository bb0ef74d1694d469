import { dynamicKey, type Key } from './keys.ts'
import { useCallback } from 'react'
import { type FieldProblem, readFieldProblem } from '../../shared/domain/field-problems.ts'
import { useFormat } from './format.ts'
import { useTranslate } from './translate.ts'

/** The problems whose translation key is not their code. Several problems may share one key. */
const otherWords: Partial<Record<FieldProblem, Key<'fields'>>> = {
  mostViewers: 'tooMany',
  mostReceivers: 'tooMany',
  givenTwice: 'twice',
  pageIdTaken: 'usedTwice',
  keyIdTaken: 'usedTwice',
  hotkeyTaken: 'usedTwice',
  tooBig: 'maxCharacters',
  noNumber: 'number',
  noInteger: 'number',
}

/** The problems without a translation, because no form of the page can cause them. */
const withoutWord: ReadonlySet<FieldProblem> = new Set<FieldProblem>([
  'zegoMsgId',
  'halfCharacter',
  'sex',
  'ownIds',
  'oneReceiver',
  'noSuchViewer',
  'someViewer',
  'oneViewer',
  'noSuchReceiver',
  'somePage',
  'someGift',
  'mostGifts',
  'twoGifts',
  'twoVendors',
  'pagesOrKeys',
  'hotkey',
])

/**
 * Returns a function that translates a field's error message. A message without a translation is returned unchanged.
 */
export function useFieldProblem() {
  const t = useTranslate('fields')
  const { number } = useFormat()
  return useCallback(
    (message: string) => {
      const problem = readFieldProblem(message)
      if (problem === undefined || withoutWord.has(problem.code)) return message
      const values = Object.entries(problem.values).map(([name, value]) => [
        name,
        /^\d+$/.test(value) ? number(Number(value)) : value,
      ])
      return t(
        otherWords[problem.code] ?? dynamicKey<'fields'>(problem.code),
        Object.fromEntries(values) as Record<string, string>,
      )
    },
    [t, number],
  )
}
