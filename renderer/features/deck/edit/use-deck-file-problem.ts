import { useCallback } from 'react'
import type { DeckFileTrouble } from '../../../../shared/deck-file.ts'
import { useFieldProblem } from '../../../i18n/field-problem.ts'
import { useFormat } from '../../../i18n/format.ts'
import { useWords } from '../../../i18n/words.ts'

/** `pages.0.keys.3.label`, or `pages.0.name`. */
const inFile = /^pages\.(\d+)(?:\.keys\.(\d+))?\.(.+)$/
const named = ['label', 'icon', 'image', 'colour', 'hotkey', 'multiplier', 'gifts', 'name', 'keys'] as const

/** Why a file was refused: what is wrong with it, where, and what to do. */
export function useDeckFileProblem() {
  const file = useWords('deckFile')
  const fieldProblem = useFieldProblem()
  const { number } = useFormat()
  return useCallback(
    (trouble: DeckFileTrouble) => {
      const wrongField = ({ field, message }: { field: string; message: string }) => {
        const why = fieldProblem(message)
        const [, page, key, name] = inFile.exec(field) ?? []
        if (page === undefined) return file('wrongField', { field, why })
        const numbers = { page: number(Number(page) + 1), key: number(Number(key) + 1) }
        const place = file(key === undefined ? 'page' : 'key', numbers)
        const part = named.find((each) => each === name)
        const says = part === undefined ? `“${name ?? ''}”` : file(`part.${part}`)
        return file(message === 'must not be empty' ? 'missing' : 'wrong', { place, part: says, why })
      }
      switch (trouble.reason) {
        case 'newer':
          return file('newer', { version: number(trouble.version) })
        case 'wrongField':
          return wrongField(trouble)
        case 'tooLarge':
          return file('tooLarge')
        case 'noJson':
          return file('noJson')
        case 'noDeck':
          return file('noDeck')
      }
    },
    [file, fieldProblem, number],
  )
}
