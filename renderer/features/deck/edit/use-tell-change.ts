import { useCallback } from 'react'
import { useFieldProblem } from '../../../i18n/field-problem.ts'
import { useWords } from '../../../i18n/words.ts'
import { dismiss, tell } from '../../../ui/toasts.ts'
import type { Pages } from './changes.ts'
import { changeDeck, undo, useEditing } from './editing.ts'

let lastTold: number | null = null

/** Changes the deck, says so and offers to undo it, for as long as it is the newest change. */
export function useTellChange() {
  const words = useWords('deck')
  const problem = useFieldProblem()
  return useCallback(
    (next: Pages, said: string) => {
      if (lastTold !== null) dismiss(lastTold)
      const wrong = changeDeck(next)
      if (wrong !== null) {
        tell(words('did.refused', { why: problem(wrong) }), 'bad')
        return
      }
      const depth = useEditing.getState().past.length
      const act = () => {
        if (useEditing.getState().past.length === depth) undo()
      }
      lastTold = tell(said, 'idle', { label: words('edit.undo'), act })
    },
    [words, problem],
  )
}
