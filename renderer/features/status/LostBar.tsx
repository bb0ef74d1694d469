import { Unplug } from 'lucide-react'
import { isCut, useConnection } from '../../app/connection.ts'
import { useWords } from '../../i18n/words.ts'

/** While Giftdeck does not answer, or the line to it is lost: nothing on the page is news any more. */
export function LostBar() {
  const words = useWords('status')
  const line = useConnection(({ state }) => state)
  return (
    <div role="alert" className="shrink-0 empty:hidden">
      {isCut(line) && (
        <div className="mx-2 mb-2 flex items-start gap-2 rounded-m bg-warn-soft px-3 py-2 text-warn">
          <Unplug className="mt-0.5 size-4 shrink-0" aria-hidden />
          <p className="min-w-0 flex-1 break-words">
            <strong className="font-semibold">{words(`line.${line}`)}</strong> {words(`line.${line}Means`)}
          </p>
        </div>
      )}
    </div>
  )
}
