/** Apart from the contract, so that a page can know them without loading its schemas. */
export const mostGoals = 5
/** Whose totals are read, the room's own receiver among them. */
export const mostWatched = 8
