import { openStates } from './states.ts'

/**
 * Word for word as the index of open sends has its condition: with bound values SQLite cannot tell that the index serves,
 * and reads every send at every start.
 */
export const openSends = `SELECT data FROM sends WHERE state IN (${openStates.map((state) => `'${state}'`).join(', ')})
  ORDER BY seq`
