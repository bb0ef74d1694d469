import { Copy, LayoutList, Pencil, Plug, Trash2, ChevronDown } from 'lucide-react'
import type { SavedRoom } from '../../../shared/contract/room.ts'
import { useTranslate } from '../../i18n/translate.ts'
import { Chip } from '../../ui/Chip.tsx'
import { Menu, MenuChoice, MenuItem, MenuLine } from '../../ui/Menu.tsx'
import { useStatus } from '../status/store.ts'
import { useRooms, switchTo } from './rooms-list.ts'
import { openRooms } from './view.ts'
import { type ComponentProps, type CSSProperties, useCallback } from 'react'
import { shortcuts } from '../../platform/shortcuts.ts'
import { Tooltip } from '../../ui/Tooltip.tsx'
import { useExplain } from '../../platform/explain-failure.ts'
import { tell } from '../../ui/toasts.ts'

/**
 * The room in use, and one press to switch to any other. It opens on mount, because the first press on its button loads
 * the code.
 */
export function RoomMenu() {
  const t = useTranslate('rooms')
  const rooms = useRooms((state) => state.items) ?? []
  const room = useStatus(({ status }) => status?.room)
  const change = useSwitchRoom(switchTo)
  const own = rooms.find(({ active, environment }) => active && environment !== 'sandbox')
  return (
    <Menu defaultOpen align="start" trigger={<RoomTrigger />}>
      <div className="w-[min(320px,calc(100vw-32px))]">
        <MenuChoice
          label={t('menu.switch')}
          value={room ?? ''}
          options={rooms.map((each) => ({ value: each.name, label: <RoomLine room={each} />, text: each.name }))}
          onChange={(name) => {
            const to = rooms.find((each) => each.name === name)
            if (to !== undefined && !to.active) change(to)
          }}
        />
        <MenuLine />
        {own !== undefined && (
          <>
            <MenuItem
              icon={<Pencil aria-hidden />}
              onSelect={() => openRooms({ name: 'steps', step: 'connection', of: own.name })}
            >
              {t('menu.edit')}
            </MenuItem>
            <MenuItem icon={<Copy aria-hidden />} onSelect={() => openRooms({ name: 'copy', of: own.name })}>
              {t('menu.copy')}
            </MenuItem>
            <MenuItem icon={<Trash2 aria-hidden />} onSelect={() => openRooms({ name: 'remove', of: own.name })}>
              {t('menu.remove')}
            </MenuItem>
            <MenuLine />
          </>
        )}
        <MenuItem icon={<LayoutList aria-hidden />} onSelect={() => openRooms({ name: 'list' })}>
          {t('menu.all')}
        </MenuItem>
        <MenuItem
          icon={<Plug aria-hidden />}
          onSelect={() => openRooms({ name: 'steps', step: 'connection', of: null })}
        >
          {t('menu.connect')}
        </MenuItem>
      </div>
    </Menu>
  )
}

function RoomLine({ room: { name, environment, connections } }: { room: SavedRoom }) {
  const t = useTranslate('rooms')
  const missing = environment !== 'sandbox' && connections.some(({ secret }) => secret === null)
  return (
    <span className="flex min-w-0 flex-1 items-center gap-2">
      <span className="min-w-0 truncate">{name}</span>
      <Chip tone={environment}>{t(`environment.${environment}`)}</Chip>
      {missing && <Chip tone="warn">{t('menu.noSecret')}</Chip>}
    </span>
  )
}

const leastLetters = 8
/** In a dock the kind of room must never be cut off, so the room's name shrinks first. */
const leastLettersInDock = 5

const size = [
  'min-w-[calc(var(--least-in-dock)+--spacing(9))] max-w-max shrink grow basis-[calc(var(--least-in-dock)+--spacing(9))]',
  'cockpit:min-w-[calc(var(--least)+--spacing(9))] cockpit:max-w-none cockpit:shrink-[1000] cockpit:grow-0 cockpit:basis-auto',
].join(' ')

const letters = (name: string, least: number) => `${Math.min(least, name.length)}ch`

/**
 * The room in use. However long the text beside it, some letters of its name stay visible. Takes the menu's ref and
 * props, as every trigger does.
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

/** Runs a way of switching rooms and shows the result as a toast; where a dialog asks, the dialog shows it. */
export function useSwitchRoom(way: (to: SavedRoom) => Promise<boolean>) {
  const t = useTranslate('rooms')
  const explain = useExplain()
  return useCallback(
    (to: SavedRoom) =>
      void way(to).then(
        (done) => done && tell(t('inUse', { room: to.name }), 'ok'),
        (error: unknown) => tell(explain(error), 'bad'),
      ),
    [way, t, explain],
  )
}
