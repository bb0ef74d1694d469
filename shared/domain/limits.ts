import type { Environment } from '../contract/fields.ts'

/** Apart from the contract, so that a page can know them without loading its schemas. */
export const mostGoals = 5
/** Whose totals are read, the room's own receiver among them. */
export const mostWatched = 8

/** What holds where a room names nothing else. Apart from the contract's schemas, so that a page can show it at once. */

/** The vendors' documented limits; in a live room a tenth of Tencent's, which it shares with the customer's own servers. */
export const usualLimits = (environment: Environment) => ({
  tencentPerSecond: environment === 'live' ? 20 : 200,
  zegoPerSecond: 20,
  zegoBatch: 50,
  expireAfterMs: 10_000,
})

/** A slip of the hand stays small where gifts are real; elsewhere there are no caps. See docs/decisions.md. */
export const usualCaps = (environment: Environment): { perPress?: number; perMinute?: number; perSession?: number } =>
  environment === 'live' ? { perPress: 100, perMinute: 1_000, perSession: 10_000 } : {}

/** The steps of a room's check in the order they are told: those that one answer shows, then those asked for by themselves. */
export const checkOrder = {
  tencent: { shown: ['reach', 'clock', 'signature', 'admin', 'room'], asked: ['gifts', 'catalogue'] },
  zego: { shown: ['reach', 'clock', 'signature', 'game'], asked: ['join'] },
} as const
