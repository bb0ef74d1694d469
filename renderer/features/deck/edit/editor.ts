import { afterDeck } from '../after-deck.ts'
import { lazyPart } from '../../../platform/lazy-part.ts'

/**
 * The editor is rarely used during a show, so it is not part of the first load. React.lazy is not used: it shows its
 * placeholder for a third of a second even when the code is already loaded.
 */
export const editor = lazyPart(() =>
  afterDeck(async () => {
    const [{ EditDeck }, { EditActions }] = await Promise.all([import('./EditDeck.tsx'), import('./EditActions.tsx')])
    return { EditDeck, EditActions }
  }),
)
