import { ArrowRightLeft, List, Plug } from 'lucide-react'
import { labelsOf, type Action, type ActionGroup } from '../../platform/actions.ts'
import { shortcuts } from '../../platform/shortcuts.ts'
import { useRooms, switchTo } from './rooms-list.ts'
import { openRooms } from './view.ts'

const rooms = labelsOf('rooms')

export const roomActions: ActionGroup = {
  name: rooms('actions.title'),
  list: () => [
    {
      id: 'rooms.open',
      label: rooms('actions.open'),
      icon: List,
      shortcut: shortcuts.rooms,
      run: () => openRooms({ name: 'list' }),
    },
    {
      id: 'rooms.connect',
      label: rooms('connect'),
      icon: Plug,
      run: () => openRooms({ name: 'steps', step: 'connection', of: null }),
    },
    ...(useRooms.getState().items ?? []).map((room): Action => ({
      id: `rooms.switch-${room.name}`,
      label: rooms('list.switchTo', { room: room.name }),
      icon: ArrowRightLeft,
      run: () => switchTo(room),
      why: room.active ? rooms('actions.inUse') : null,
      note: room.environment === 'live' ? rooms('environment.live') : null,
    })),
  ],
}
