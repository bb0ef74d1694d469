import { afterDeck } from '../after-deck.ts'
import { lazyPart } from '../../../platform/lazy-part.ts'

/**
 * Rarely wanted during a show, so not part of the first load. Not React's own lazy part: that shows its placeholder for a
 * third of a second even where the code is there already.
 */
export const editor = lazyPart(() =>
  afterDeck(async () => {
    const [{ EditDeck }, { EditActions }] = await Promise.all([import('./EditDeck.tsx'), import('./EditActions.tsx')])
    return { EditDeck, EditActions }
  }),
)
