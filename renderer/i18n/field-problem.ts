import { dynamicKey, type Key } from './keys.ts'
import { useCallback } from 'react'
import { type FieldProblem, readFieldProblem } from '../../shared/domain/field-problems.ts'
import { useFormat } from './format.ts'
import { useTranslate } from './translate.ts'

/** Where the catalogue has another word for a problem than its code, or one word for several problems. */
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

/** No form of the page can meet these, so the catalogue has no word for them. */
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

/** A field's problem in the host's language; one without a word is shown as it came. */
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
