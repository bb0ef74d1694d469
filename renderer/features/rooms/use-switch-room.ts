import { useCallback } from 'react'
import type { SavedRoom } from '../../../shared/contract/room.ts'
import { useExplain } from '../../app/failures.ts'
import { useWords } from '../../i18n/words.ts'
import { tell } from '../../ui/toasts.ts'

/** Runs a way of switching and says in the corner how it ended; a dialog that asks says it itself. */
export function useSwitchRoom(way: (to: SavedRoom) => Promise<boolean>) {
  const words = useWords('rooms')
  const explain = useExplain()
  return useCallback(
    (to: SavedRoom) =>
      void way(to).then(
        (done) => done && tell(words('inUse', { room: to.name }), 'ok'),
        (error: unknown) => tell(explain(error), 'bad'),
      ),
    [way, words, explain],
  )
}
