import { ArrowRightLeft, UserRound } from 'lucide-react'
import { labelsOf, type Action, type ActionGroup } from '../../platform/actions.ts'
import { openDialog } from '../../platform/navigation.ts'
import { shortcuts } from '../../platform/shortcuts.ts'
import { withChosen, withMode } from './edit-people.ts'
import { savePeople, usePeople } from './store.ts'

const people = labelsOf('people')

/** The actions that change who sends the next gifts, without a dialog. */
export const peopleActions: ActionGroup = {
  name: people('actions.title'),
  list: () => {
    const now = usePeople.getState().people
    const { mode, viewers } = now?.sender ?? { mode: 'room', viewers: [] }
    const isSender = (id: string) => mode === 'one' && viewers.includes(id)
    return [
      {
        id: 'people.open',
        label: people('actions.open'),
        icon: ArrowRightLeft,
        shortcut: shortcuts.people,
        run: () => openDialog('people'),
        why: now === null ? people('actions.nothing') : null,
      },
      {
        id: 'people.room',
        label: people('actions.room'),
        icon: UserRound,
        run: () => now && savePeople(withMode(now, 'room')),
        why: now === null || mode === 'room' ? people('actions.inUse') : null,
      },
      ...(now?.viewers ?? []).map(({ id, name, avatar }): Action => ({
        id: `people.use-${id}`,
        label: people('actions.use', { name }),
        icon: avatar ?? UserRound,
        run: () => savePeople(withChosen(withMode(now!, 'room'), id)),
        why: isSender(id) ? people('actions.inUse') : null,
      })),
    ]
  },
}
