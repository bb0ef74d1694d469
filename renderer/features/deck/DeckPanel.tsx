import { Pencil } from 'lucide-react'
import { Suspense, lazy, useEffect } from 'react'
import { shortcuts } from '../../app/shortcuts.ts'
import { useWords } from '../../i18n/words.ts'
import { IconButton } from '../../ui/IconButton.tsx'
import { Panel } from '../../ui/Panel.tsx'
import { PeopleButton } from '../people/PeopleButton.tsx'
import { useStatus } from '../status/store.ts'
import { UseDeck } from './UseDeck.tsx'
import { startEditing, useEditing } from './edit/editing.ts'
import { isArmed } from './hindrance.ts'
import { listenForHotkeys } from './listen-for-hotkeys.ts'
import { useDeckOfRoom } from './use-deck-of-room.ts'

/** Rarely wanted during a show, so not part of the first load. */
const EditDeck = lazy(() => import('./edit/EditDeck.tsx').then((part) => ({ default: part.EditDeck })))
const EditActions = lazy(() => import('./edit/EditActions.tsx').then((part) => ({ default: part.EditActions })))

export function DeckPanel() {
  const words = useWords('deck')
  const editing = useEditing(({ on }) => on)
  const armed = useStatus(({ status }) => status?.environment === 'live' && isArmed(status))
  useDeckOfRoom()
  useEffect(() => listenForHotkeys(() => !useEditing.getState().on), [])
  return (
    <Panel
      name="deck"
      title={words(editing ? 'edit.title' : 'title')}
      actions={
        editing ? (
          <Suspense>
            <EditActions />
          </Suspense>
        ) : (
          <>
            <PeopleButton />
            <IconButton
              label={words('edit.open')}
              shortcut={shortcuts.editDeck}
              icon={<Pencil />}
              onClick={startEditing}
            />
          </>
        )
      }
      className={`h-full transition-shadow duration-150 ${armed ? 'ring-2 ring-live-fill' : editing ? 'ring-2 ring-accent' : ''}`}
    >
      {editing ? (
        <div className="flex min-h-0 flex-1 flex-col gap-2 px-3 pb-3">
          <Suspense>
            <EditDeck />
          </Suspense>
        </div>
      ) : (
        <UseDeck />
      )}
    </Panel>
  )
}
