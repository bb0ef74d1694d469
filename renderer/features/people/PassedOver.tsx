import { TriangleAlert } from 'lucide-react'
import { vendors } from '../../../shared/vendors.ts'
import type { PeopleOfRoom } from '../../../shared/contract/people.ts'
import { useWords } from '../../i18n/words.ts'
import { passedOver } from './choose-sender.ts'

/** Who of the chosen cannot send through a vendor of this room, and who sends there instead. */
export function PassedOver({ people }: { people: PeopleOfRoom }) {
  const words = useWords('people')
  const app = useWords('app')
  return vendors.map((vendor) => {
    const { viewers, nobodyLeft } = passedOver(people, vendor)
    if (people.room[vendor] === undefined || viewers.length === 0) return null
    const names = viewers.map(({ name }) => name).join(', ')
    return (
      <p key={vendor} className="flex items-start gap-2 rounded-m bg-warn-soft px-3 py-2 text-warn">
        <TriangleAlert className="mt-0.5 size-4 shrink-0" aria-hidden />
        <span className="min-w-0 break-words">
          {words(nobodyLeft ? 'passedOver.all' : 'passedOver.some', { names, vendor: app(`vendor.${vendor}`) })}
        </span>
      </p>
    )
  })
}
