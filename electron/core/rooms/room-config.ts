import type { Environment } from '../../../shared/contract/fields.ts'
import type { RoomInput } from '../../../shared/contract/room.ts'
import { locks } from '../ports.ts'
import type { Caps } from '../safety/caps.ts'

/** A room without its secrets, as it is stored: defaults filled in. */
export interface RoomConfig {
  name: string
  environment: Environment
  tencent?: TencentConfig
  zego?: ZegoConfig
  limits: { tencentPerSecond: number; zegoPerSecond: number; zegoBatch: number; expireAfterMs: number }
  caps: Caps
}
export type TencentConfig = Omit<NonNullable<RoomInput['tencent']>, 'secretKey' | 'userSig'>
export type ZegoConfig = Omit<NonNullable<RoomInput['zego']>, 'serverSecret'>

const documented = { tencentPerSecond: 200, zegoPerSecond: 20, zegoBatch: 50, expireAfterMs: 10_000 }
/** The customer's own servers share Tencent's limit with a live room. */
const liveTencentPerSecond = 20
/** A slip of the hand stays small where gifts are real; see docs/decisions.md. */
const liveCaps: Caps = { perPress: 100, perMinute: 1_000, perSession: 10_000 }

export function toConfig(input: RoomInput): RoomConfig {
  const { name, environment, limits, caps } = input
  const live = locks(environment)
  return {
    name,
    environment,
    ...(input.tencent && { tencent: withoutKeys(input.tencent, ['secretKey', 'userSig']) }),
    ...(input.zego && { zego: withoutKeys(input.zego, ['serverSecret']) }),
    limits: {
      tencentPerSecond: limits?.tencentPerSecond ?? (live ? liveTencentPerSecond : documented.tencentPerSecond),
      zegoPerSecond: limits?.zegoPerSecond ?? documented.zegoPerSecond,
      zegoBatch: limits?.zegoBatch ?? documented.zegoBatch,
      expireAfterMs: limits?.expireAfterMs ?? documented.expireAfterMs,
    },
    caps: { ...(live && liveCaps), ...caps },
  }
}

function withoutKeys<T extends object, K extends keyof T>(from: T, keys: readonly K[]): Omit<T, K> {
  const rest = { ...from }
  for (const key of keys) delete rest[key]
  return rest
}
