import type { Environment } from '../../../shared/contract/fields.ts'
import type { RoomInput } from '../../../shared/contract/room.ts'
import { usualCaps, usualLimits } from '../../../shared/domain/limits.ts'
import type { Caps } from '../safety/caps.ts'

/** A room as it is stored: without secrets, and with defaults filled in. */
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

export function toConfig(input: RoomInput): RoomConfig {
  const { name, environment, limits, caps } = input
  const usual = usualLimits(environment)
  return {
    name,
    environment,
    ...(input.tencent && { tencent: withoutKeys(input.tencent, ['secretKey', 'userSig']) }),
    ...(input.zego && { zego: withoutKeys(input.zego, ['serverSecret']) }),
    limits: {
      tencentPerSecond: limits?.tencentPerSecond ?? usual.tencentPerSecond,
      zegoPerSecond: limits?.zegoPerSecond ?? usual.zegoPerSecond,
      zegoBatch: limits?.zegoBatch ?? usual.zegoBatch,
      expireAfterMs: limits?.expireAfterMs ?? usual.expireAfterMs,
    },
    caps: { ...usualCaps(environment), ...caps },
  }
}

function withoutKeys<T extends object, K extends keyof T>(from: T, keys: readonly K[]): Omit<T, K> {
  const rest = { ...from }
  for (const key of keys) delete rest[key]
  return rest
}
