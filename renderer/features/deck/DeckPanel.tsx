export const DeckPanel = () => null
