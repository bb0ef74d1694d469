import type { WordFiles } from './packs.ts'

/** The translations of the deck, the status bar and the first error; all others load a moment later. */
export const words: WordFiles = import.meta.glob('../en/{app,deck,failures,status}.json', {
  eager: true,
  import: 'default',
})
