import { ChevronDown } from 'lucide-react'
import type { ComponentProps } from 'react'
import { shortcuts } from '../../app/shortcuts.ts'
import { useWords } from '../../i18n/words.ts'
import { Tooltip } from '../../ui/Tooltip.tsx'
import { useStatus } from '../status/store.ts'

/** The room in use. Takes the menu's ref and props, as every trigger does. */
export function RoomTrigger(given: ComponentProps<'button'>) {
  const words = useWords('rooms')
  const room = useStatus(({ status }) => status?.room)
  return (
    <Tooltip label={words('actions.open')} shortcut={shortcuts.rooms}>
      <button
        type="button"
        className="flex h-8 min-w-0 items-center gap-1 rounded-m px-2 text-body font-semibold hover:bg-hover"
        {...given}
      >
        <span className="max-w-56 truncate">{room ?? words('menu.none')}</span>
        <ChevronDown className="size-4 shrink-0 text-ink-3" aria-hidden />
      </button>
    </Tooltip>
  )
}
