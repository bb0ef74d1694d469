import { AsideLine } from './AsideLine.tsx'
import { LineSection } from './LineSection.tsx'
import { ScheduleSection } from './ScheduleSection.tsx'

/** What viewers will read next: lined up by hand, and at its times. */
export const UpNext = () => (
  <div className="flex flex-col gap-4">
    <LineSection />
    <ScheduleSection />
    <AsideLine />
  </div>
)
