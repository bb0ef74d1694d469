/** The translations for the first load: the deck, the status bar and failure messages. en-rest.ts has all others. */
export const words = import.meta.glob<object>('../en/{app,deck,failures,status}.json', {
  eager: true,
  import: 'default',
})
