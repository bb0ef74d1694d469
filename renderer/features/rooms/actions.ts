import { Plug } from 'lucide-react'
import type { ActionGroup } from '../../app/actions.ts'
import { openDialog } from '../../app/dialogs.ts'
import { shortcuts } from '../../app/shortcuts.ts'

const rooms = (word: string) => ({ feature: 'rooms', word })

export const roomActions: ActionGroup = {
  name: rooms('actions.title'),
  list: () => [
    {
      id: 'rooms.open',
      says: rooms('actions.open'),
      icon: Plug,
      shortcut: shortcuts.rooms,
      run: () => openDialog('rooms'),
    },
  ],
}
