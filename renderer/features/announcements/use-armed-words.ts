import { useWords } from '../../i18n/words.ts'
import { isLocked } from '../deck/hindrance.ts'
import { useStatus } from '../status/store.ts'

/** What the next press does in an armed live room; null = nothing special. */
export function useArmedWords() {
  const words = useWords('announcements')
  const armed = useStatus(({ status }) => status?.environment === 'live' && !isLocked(status))
  const held = useStatus(({ status }) => status?.hold ?? false)
  return armed ? words(held ? 'held' : 'armed') : null
}
