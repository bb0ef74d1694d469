export const limits = ['tencentPerSecond', 'zegoPerSecond', 'zegoBatch', 'expireAfterMs'] as const
export type Limit = (typeof limits)[number]

export const caps = ['perPress', 'perMinute', 'perSession'] as const

/** Hosts think of the waiting time in seconds. */
export const limitText = (limit: Limit, value: number) => String(limit === 'expireAfterMs' ? value / 1_000 : value)
