import { Copy, LayoutList, Pencil, Plug, Trash2 } from 'lucide-react'
import type { SavedRoom } from '../../../shared/contract/room.ts'
import { useTranslate } from '../../i18n/translate.ts'
import { Chip } from '../../ui/Chip.tsx'
import { Menu, MenuChoice, MenuItem, MenuLine } from '../../ui/Menu.tsx'
import { useStatus } from '../status/store.ts'
import { useRooms, switchTo, useSwitchRoom } from './rooms-list.ts'
import { openRooms } from './view.ts'
import { RoomTrigger } from './RoomTrigger.tsx'

/**
 * Renders the menu of rooms, in which one press switches to another room. It opens on mount, because the first press on
 * its button loads the code.
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
