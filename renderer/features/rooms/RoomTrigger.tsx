import { ChevronDown } from 'lucide-react'
import type { ComponentProps, CSSProperties } from 'react'
import { useTranslate } from '../../i18n/translate.ts'
import { shortcuts } from '../../platform/shortcuts.ts'
import { Tooltip } from '../../ui/Tooltip.tsx'
import { useStatus } from '../status/store.ts'

const leastLetters = 8
/** In a dock the name is cut earlier, so that the environment beside it is never cut. */
const leastLettersInDock = 5

const size = [
  'min-w-[calc(var(--least-in-dock)+--spacing(9))] max-w-max shrink grow basis-[calc(var(--least-in-dock)+--spacing(9))]',
  'cockpit:min-w-[calc(var(--least)+--spacing(9))] cockpit:max-w-none cockpit:shrink-[1000] cockpit:grow-0 cockpit:basis-auto',
].join(' ')

const letters = (name: string, least: number) => `${Math.min(least, name.length)}ch`

/**
 * Renders the button with the name of the room in use. At least some letters of the name stay visible, however long the
 * texts beside it are. It accepts the menu's ref and props, as every trigger does.
 */
export function RoomTrigger(given: ComponentProps<'button'>) {
  const t = useTranslate('rooms')
  const name = useStatus(({ status }) => status?.room) ?? t('menu.none')
  return (
    <Tooltip label={t('actions.open')} shortcut={shortcuts.rooms}>
      <button
        type="button"
        className={`${size} flex h-8 items-center gap-1 rounded-m px-2 text-body font-semibold hover:bg-hover`}
        style={
          {
            '--least': letters(name, leastLetters),
            '--least-in-dock': letters(name, leastLettersInDock),
          } as CSSProperties
        }
        {...given}
      >
        <span className="max-w-56 truncate">{name}</span>
        <ChevronDown className="size-4 shrink-0 text-ink-3" aria-hidden />
      </button>
    </Tooltip>
  )
}
