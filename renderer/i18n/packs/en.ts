/** What the deck, the status bar and the first failure say; everything else comes a moment later. */
export const words = import.meta.glob<object>('../en/{app,deck,failures,status}.json', {
  eager: true,
  import: 'default',
})
