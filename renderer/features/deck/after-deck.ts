import { pause } from '../../../shared/domain/pause.ts'
import { useDeck } from './store.ts'

/** Two frames, so that the deck is drawn and interactive before anything else is loaded. */
const settleMs = 32
/** If no deck appears (no token, no connection), the rest must not wait for it. */
const longestMs = 1_000

const isReady = () => useDeck.getState().keys !== null

const deckIsReady = () =>
  new Promise<void>((resolve) => {
    const forget = useDeck.subscribe(() => {
      if (!isReady()) return
      forget()
      resolve()
    })
    if (isReady()) resolve()
  })

let drawn: Promise<void> | undefined

/** The rest of the page is loaded once the deck can be pressed, because pressing is the host's main task. */
export const deckDrawn = () => (drawn ??= Promise.race([deckIsReady().then(() => pause(settleMs)), pause(longestMs)]))
