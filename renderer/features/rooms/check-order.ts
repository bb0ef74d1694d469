import type { Vendor } from '../../../shared/contract/fields.ts'
import type { CheckStep } from '../../../shared/contract/room.ts'

type Place = Pick<CheckStep, 'vendor' | 'step'>

const order = {
  tencent: ['reach', 'clock', 'signature', 'admin', 'room', 'gifts', 'catalogue'],
  zego: ['reach', 'clock', 'signature', 'game', 'join'],
} as const satisfies Record<Vendor, readonly CheckStep['step'][]>

/** What a running check has still to tell, in the order it will. */
export function stillToCome(uses: Readonly<Record<Vendor, boolean>>, told: readonly Place[]): Place[] {
  const all = (['tencent', 'zego'] as const).flatMap((vendor) =>
    uses[vendor] ? order[vendor].map((step): Place => ({ vendor, step })) : [],
  )
  return all.filter(({ vendor, step }) => !told.some((each) => each.vendor === vendor && each.step === step))
}
