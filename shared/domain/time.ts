/** Durations in ms. */
export const secondMs = 1_000
export const minuteMs = 60 * secondMs
export const hourMs = 60 * minuteMs
export const dayMs = 24 * hourMs

/**
 * Bounds of a time as text. A clock may be set to any year from 1970 to 275760, but ISO 8601 as used here has
 * four-digit years only.
 */

const earliest = Date.parse('0000-01-01T00:00:00.000Z')
const latest = Date.parse('9999-12-31T23:59:59.999Z')

/** True if a time can be formatted without a change. */
export const isIso = (ms: number) => ms >= earliest && ms <= latest

/**
 * Formats ms since 1970 as ISO 8601 in UTC. Unlike `toISOString` it never throws: a time out of range becomes the
 * nearest valid one, so that one wrong time breaks neither a list nor a receipt.
 */
export const iso = (ms: number) =>
  new Date(Number.isNaN(ms) ? 0 : Math.min(latest, Math.max(earliest, ms))).toISOString()
