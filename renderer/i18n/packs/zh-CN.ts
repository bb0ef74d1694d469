/** What the deck, the status bar and the first failure say; everything else comes a moment later. */
export const words = import.meta.glob<object>('../zh-CN/{app,deck,failures,status}.json', {
  eager: true,
  import: 'default',
})
