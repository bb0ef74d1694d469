import { create } from 'zustand'
import type { ComponentType } from 'react'
import { fetchAfterDeck } from '../../../app/after-deck.ts'

interface Editor {
  EditDeck: ComponentType
  EditActions: ComponentType
}

/** Rarely wanted during a show, so not part of the first load. Null until its code is there. */
export const useEditor = create<{ editor: Editor | null }>(() => ({ editor: null }))

let coming: Promise<void> | undefined

/** Not React's own lazy part: that shows its placeholder for a third of a second even where the code is there already. */
export const fetchEditor = () =>
  (coming ??= fetchAfterDeck(async () => {
    const [{ EditDeck }, { EditActions }] = await Promise.all([import('./EditDeck.tsx'), import('./EditActions.tsx')])
    return { EditDeck, EditActions }
  }).then((editor) => useEditor.setState({ editor })))
