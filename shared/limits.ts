/** Apart from the contract, so that a page can know them without loading its schemas. */
export const mostGoals = 5
