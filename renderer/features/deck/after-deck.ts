import { pause } from '../../../shared/domain/pause.ts'
import { useDeck } from './store.ts'
import { withOtherWords } from '../../i18n/i18n.ts'

/** Two frames, so that the deck is drawn and heard before anything else is fetched. */
const settleMs = 32
/** Where no deck comes (no token, no line), the rest must not wait for it. */
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

/** What comes once the deck can be pressed: pressing is the job, everything else is a glance. */
export async function afterDeck<Part>(load: () => Promise<Part>): Promise<Part> {
  await (drawn ??= Promise.race([deckIsReady().then(() => pause(settleMs)), pause(longestMs)]))
  return withOtherWords(load())
}
