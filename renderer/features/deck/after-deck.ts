import { pause } from '../../../shared/domain/pause.ts'
import { useDeck } from './store.ts'

/** Two frames. After this time the deck is drawn and interactive, and other code may load. */
const settleMs = 32
/** If no deck appears (no token, no connection), other code loads after this time. */
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

/** Resolves once the deck can be pressed. Other code loads after that, because pressing is the host's main task. */
export const deckDrawn = () => (drawn ??= Promise.race([deckIsReady().then(() => pause(settleMs)), pause(longestMs)]))
