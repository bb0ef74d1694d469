import type { Environment } from '../../../shared/contract/fields.ts'

export const limits = ['tencentPerSecond', 'zegoPerSecond', 'zegoBatch', 'expireAfterMs'] as const
export type Limit = (typeof limits)[number]

export const caps = ['perPress', 'perMinute', 'perSession'] as const

/** What holds where a limit is left blank: the vendors' documented rates, and a tenth of Tencent's in a live room. */
export const usualLimits = (environment: Environment): Record<Limit, number> => ({
  tencentPerSecond: environment === 'live' ? 20 : 200,
  zegoPerSecond: 20,
  zegoBatch: 50,
  expireAfterMs: 10_000,
})

/** Hosts think of the waiting time in seconds. */
export const limitText = (limit: Limit, value: number) => String(limit === 'expireAfterMs' ? value / 1_000 : value)

/** A live room has caps unless it names its own; elsewhere there are none. */
export const usualCaps = (environment: Environment): Partial<Record<(typeof caps)[number], number>> =>
  environment === 'live' ? { perPress: 100, perMinute: 1_000, perSession: 10_000 } : {}
