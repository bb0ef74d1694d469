import type { Vendor } from '../../../shared/contract/fields.ts'
import { checkOrder } from '../../../shared/check-order.ts'
import type { CheckStep } from '../../../shared/contract/room.ts'

type Place = Pick<CheckStep, 'vendor' | 'step'>

const stepsOf = (vendor: Vendor) => [...checkOrder[vendor].shown, ...checkOrder[vendor].asked]

/** What a running check has still to tell, in the order it will. */
export function stillToCome(uses: Readonly<Record<Vendor, boolean>>, told: readonly Place[]): Place[] {
  const all = (['tencent', 'zego'] as const).flatMap((vendor) =>
    uses[vendor] ? stepsOf(vendor).map((step): Place => ({ vendor, step })) : [],
  )
  return all.filter(({ vendor, step }) => !told.some((each) => each.vendor === vendor && each.step === step))
}
