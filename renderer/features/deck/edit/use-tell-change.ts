import { useCallback } from 'react'
import { useFieldProblem } from '../../../i18n/field-problem.ts'
import { useWords } from '../../../i18n/words.ts'
import { dismiss, tell } from '../../../ui/toasts.ts'
import type { Pages } from './changes.ts'
import { changeDeck } from './change-deck.ts'
import { undo, useEditing } from './editing.ts'

/** Changes the deck, says so and offers to undo it, for as long as it is the newest change. */
export function useTellChange() {
  const words = useWords('editor')
  const problem = useFieldProblem()
  return useCallback(
    (next: Pages, said: string) => {
      const wrong = changeDeck(next)
      if (wrong !== null) {
        tell(words('did.refused', { why: problem(wrong) }), 'bad')
        return
      }
      const { past } = useEditing.getState()
      const told = tell(said, 'idle', { label: words('undo'), act: undo })
      const forget = useEditing.subscribe((now) => {
        if (now.past === past) return
        dismiss(told)
        forget()
      })
    },
    [words, problem],
  )
}
