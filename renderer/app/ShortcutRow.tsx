import { TriangleAlert } from 'lucide-react'
import { useWords } from '../i18n/words.ts'
import { Shortcut } from '../ui/Shortcut.tsx'
import type { Action } from './actions.ts'
import { isReserved } from './conflicts.ts'
import { useSay } from './say.ts'

/** `sharing`: every action with these keys, this one included; the first one answers. */
export function ShortcutRow({ action, sharing = [] }: { action: Action; sharing?: readonly Action[] | undefined }) {
  const words = useWords('shortcuts')
  const say = useSay()
  const { id, says, shortcut = '' } = action
  const others = sharing.filter((other) => other.id !== id).map((other) => say(other.says))
  const [first] = sharing
  const trouble =
    first !== undefined
      ? words('conflict', { others: others.join(', '), first: say(first.says) })
      : isReserved(shortcut)
        ? words('reserved')
        : null
  return (
    <li className="flex min-h-8 items-center justify-between gap-4 border-b border-line">
      <span className="min-w-0 break-words">
        {say(says)}
        {trouble !== null && (
          <span className="flex items-start gap-1 pb-1 text-warn">
            <TriangleAlert className="mt-1 size-3.5 shrink-0" aria-hidden />
            {trouble}
          </span>
        )}
      </span>
      <Shortcut keys={shortcut} />
    </li>
  )
}
