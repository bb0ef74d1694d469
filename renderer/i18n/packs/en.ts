import type { WordFiles } from './packs.ts'

/** What the deck, the status bar and the first failure say; everything else comes a moment later. */
export const words: WordFiles = import.meta.glob('../en/{app,deck,failures,status}.json', {
  eager: true,
  import: 'default',
})
