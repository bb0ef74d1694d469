import type { Environment } from '../contract/fields.ts'

/** These limits are not in the contract, so that a page can use them without loading the schemas. */
export const mostGoals = 5
/** The most receivers whose totals are read, including that of the room's settings. */
export const mostWatched = 8

/**
 * Defaults for rooms without their own values. They are not in the contract, so that a page can show them without
 * loading the schemas.
 */

/**
 * Returns the default limits of a room. The rates and the batch size are those that the vendors document. Tencent's
 * rate in a live room is a tenth of the documented one, because the customer's own servers share that limit.
 */
export const usualLimits = (environment: Environment) => ({
  tencentPerSecond: environment === 'live' ? 20 : 200,
  zegoPerSecond: 20,
  zegoBatch: 50,
  expireAfterMs: 10_000,
})

/**
 * Returns the default caps of a room. In a live room they limit the damage of a mistaken press; other rooms have no
 * caps. See docs/decisions.md.
 */
export const usualCaps = (environment: Environment): { perPress?: number; perMinute?: number; perSession?: number } =>
  environment === 'live' ? { perPress: 100, perMinute: 1_000, perSession: 10_000 } : {}

/**
 * The steps of a room's check, in the order in which they are reported. All steps in `shown` are derived from one
 * answer of the vendor. Each step in `asked` makes a call of its own.
 */
export const checkOrder = {
  tencent: { shown: ['reach', 'clock', 'signature', 'admin', 'room'], asked: ['gifts', 'catalogue'] },
  zego: { shown: ['reach', 'clock', 'signature', 'game'], asked: ['join'] },
} as const
