import { LayoutGrid, Pencil } from 'lucide-react'
import { useDialog } from '../../app/dialogs.ts'
import { shortcuts } from '../../app/shortcuts.ts'
import { useWords } from '../../i18n/words.ts'
import { Button } from '../../ui/Button.tsx'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { IconButton } from '../../ui/IconButton.tsx'
import { Panel } from '../../ui/Panel.tsx'
import { Segmented } from '../../ui/Segmented.tsx'
import { PeopleButton } from '../people/PeopleButton.tsx'
import { isArmed } from './hindrance.ts'
import { DeckEditor } from './DeckEditor.tsx'
import { DeckNotice } from './DeckNotice.tsx'
import { KeyGrid } from './KeyGrid.tsx'
import { LiveLock } from './LiveLock.tsx'
import { useStatus } from '../status/store.ts'
import { chooseMultiplier, multipliers, useDeck } from './store.ts'
import { useDeckOfRoom } from './use-deck-of-room.ts'
import { useMarks } from './use-marks.ts'

const choices = multipliers.map((times) => ({ value: String(times), label: `×${times}` }))

export function DeckPanel() {
  const words = useWords('deck')
  const keys = useDeck((deck) => deck.keys)
  const multiplier = useDeck((deck) => deck.multiplier)
  const live = useStatus(({ status }) => status?.environment === 'live')
  const armed = useStatus(({ status }) => status?.environment === 'live' && isArmed(status))
  const [editing, setEditing] = useDialog('deck.edit')
  const marks = useMarks()
  useDeckOfRoom()
  return (
    <Panel
      name="deck"
      title={words('title')}
      actions={
        <>
          <PeopleButton />
          <IconButton
            label={words('edit.open')}
            shortcut={shortcuts.editDeck}
            icon={<Pencil />}
            onClick={() => setEditing(true)}
          />
        </>
      }
      className={`h-full transition-shadow duration-150 ${armed ? 'ring-2 ring-live-fill' : ''}`}
    >
      <div className="flex min-h-0 flex-1 flex-col gap-2 px-3 pb-3">
        {live && <LiveLock />}
        <Segmented
          label={words('multiplier')}
          value={String(multiplier)}
          options={choices}
          onChange={(chosen) => chooseMultiplier(multipliers.find((times) => String(times) === chosen) ?? 1)}
        />
        <DeckNotice marks={marks} />
        {/* The grid brings its own gaps, which are also the room that a focus ring needs. */}
        <div className="-mx-3 -mt-2 -mb-3 flex min-h-0 flex-1 flex-col overflow-y-auto px-1 pb-1">
          {keys?.length === 0 ? (
            <EmptyState
              icon={<LayoutGrid aria-hidden />}
              title={words('empty.title')}
              action={<Button onClick={() => setEditing(true)}>{words('empty.action')}</Button>}
            >
              {words('empty.text')}
            </EmptyState>
          ) : (
            <KeyGrid keys={keys ?? []} marks={marks} />
          )}
        </div>
      </div>
      <DeckEditor open={editing} onOpenChange={setEditing} />
    </Panel>
  )
}
