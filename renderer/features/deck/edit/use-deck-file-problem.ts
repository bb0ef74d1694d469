import { useCallback } from 'react'
import type { DeckFileTrouble } from '../../../../shared/deck-file.ts'
import { useFieldProblem } from '../../../i18n/field-problem.ts'
import { useFormat } from '../../../i18n/format.ts'
import { useWords } from '../../../i18n/words.ts'

/** Why a file was refused: what is wrong with it, where, and what to do. */
export function useDeckFileProblem() {
  const words = useWords('deck')
  const fieldProblem = useFieldProblem()
  const { number } = useFormat()
  return useCallback(
    (trouble: DeckFileTrouble) => {
      switch (trouble.reason) {
        case 'newer':
          return words('file.newer', { version: number(trouble.version) })
        case 'wrongField':
          return words('file.wrongField', { field: trouble.field, why: fieldProblem(trouble.message) })
        case 'tooLarge':
          return words('file.tooLarge')
        case 'noJson':
          return words('file.noJson')
        case 'noDeck':
          return words('file.noDeck')
      }
    },
    [words, fieldProblem, number],
  )
}
