import { Pencil } from 'lucide-react'
import { useEffect } from 'react'
import { shortcuts } from '../../app/shortcuts.ts'
import { useFetchEarly } from '../../app/use-fetch-early.ts'
import { useWords } from '../../i18n/words.ts'
import { IconButton } from '../../ui/IconButton.tsx'
import { MayBreak } from '../../ui/MayBreak.tsx'
import { Panel } from '../../ui/Panel.tsx'
import { useTellBroken } from '../../ui/use-tell-broken.ts'
import { PeopleButton } from '../people/PeopleButton.tsx'
import { useStatus } from '../status/store.ts'
import { UseDeck } from './UseDeck.tsx'
import { editor } from './edit/editor.ts'
import { startEditing, stopEditing, useEditing } from './edit/editing.ts'
import { isArmed } from './hindrance.ts'
import { listenForHotkeys } from './listen-for-hotkeys.ts'
import { useDeckOfRoom } from './use-deck-of-room.ts'

const fetchEditor = () => void editor.fetch()

export function DeckPanel() {
  const words = useWords('deck')
  const editing = useEditing(({ on }) => on)
  const { part: parts, hasFailed } = editor.use()
  const tellBroken = useTellBroken()
  const armed = useStatus(({ status }) => status?.environment === 'live' && isArmed(status))
  useDeckOfRoom()
  useEffect(() => listenForHotkeys(() => !useEditing.getState().on), [])
  useFetchEarly(fetchEditor)
  useEffect(() => {
    if (editing) fetchEditor()
  }, [editing])
  useEffect(() => {
    if (!editing || !hasFailed) return
    // The deck is there to be pressed, whatever becomes of its editor.
    stopEditing()
    tellBroken()
  }, [editing, hasFailed, tellBroken])
  const canEdit = parts !== null && !hasFailed
  return (
    <Panel
      name="deck"
      title={words(editing ? 'edit' : 'title')}
      actions={
        editing ? (
          canEdit && (
            <MayBreak instead={null} onBroken={editor.fail}>
              <parts.EditActions />
            </MayBreak>
          )
        ) : (
          <>
            <PeopleButton />
            <IconButton label={words('edit')} shortcut={shortcuts.editDeck} icon={<Pencil />} onClick={startEditing} />
          </>
        )
      }
      className={`h-full transition-shadow duration-150 ${armed ? 'ring-2 ring-live-fill ring-inset' : editing ? 'ring-2 ring-accent ring-inset' : ''}`}
    >
      {editing && canEdit ? (
        <div className="flex min-h-0 flex-1 flex-col gap-2 px-3 pb-3">
          <MayBreak instead={null} onBroken={editor.fail}>
            <parts.EditDeck />
          </MayBreak>
        </div>
      ) : (
        // Until the editor's code is there the deck stays in sight, and fires nothing.
        <div inert={editing} className={`flex min-h-0 flex-1 flex-col ${editing ? 'opacity-50' : ''}`}>
          <UseDeck />
        </div>
      )}
    </Panel>
  )
}
