/** Lengths of time, in ms. */
export const secondMs = 1_000
export const minuteMs = 60 * secondMs
export const hourMs = 60 * minuteMs
export const dayMs = 24 * hourMs

/** Times as text. A clock may say anything from 1970 to the year 275760, and a year of five digits is no ISO time here. */

const earliest = Date.parse('0000-01-01T00:00:00.000Z')
const latest = Date.parse('9999-12-31T23:59:59.999Z')

/** Whether a time can be written down as it is. */
export const isIso = (ms: number) => ms >= earliest && ms <= latest

/**
 * ISO 8601 in UTC, from ms since 1970. Never throws, unlike `toISOString`: what no four-digit year can hold becomes the
 * nearest time that one can, so that one wrong time spoils neither a list nor a receipt.
 */
export const iso = (ms: number) =>
  new Date(Number.isNaN(ms) ? 0 : Math.min(latest, Math.max(earliest, ms))).toISOString()
