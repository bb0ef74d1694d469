import { isLiveArmed } from '../../../shared/domain/arming.ts'
import { Pencil } from 'lucide-react'
import { useEffect } from 'react'
import { shortcuts } from '../../platform/shortcuts.ts'
import { lazyPart, useFetchEarly } from '../../platform/lazy.tsx'
import { useTranslate } from '../../i18n/translate.ts'
import { IconButton } from '../../ui/IconButton.tsx'
import { ErrorBoundary, useReportBroken } from '../../ui/ErrorBoundary.tsx'
import { Panel } from '../../ui/Panel.tsx'
import { PeopleButton } from '../people/PeopleButton.tsx'
import { useStatus } from '../status/store.ts'
import { UseDeck } from './UseDeck.tsx'
import { deckDrawn } from './after-deck.ts'
import { startEditing, stopEditing, useEditing, savedDeck } from './edit/editing.ts'
import { beginDeck, openPage, pageInSight, useDeck } from './store.ts'
import { isFree, pressOf } from '../../platform/keyboard/focus-target.ts'
import { isSwitchedOff } from '../../ui/single-key-shortcuts.ts'
import { endHold, pressByKeyboard } from './hold.ts'
import { keyOfPress } from './hotkey.ts'

/**
 * The code of the editor is loaded later, because the editor is rarely used during a show. React.lazy is not used: it
 * shows its placeholder for a third of a second even if the code is already loaded.
 */
const editor = lazyPart(
  async () => {
    const [{ EditDeck }, { EditActions }] = await Promise.all([
      import('./edit/EditDeck.tsx'),
      import('./edit/EditActions.tsx'),
    ])
    return { EditDeck, EditActions }
  },
  { after: deckDrawn },
)
const fetchEditor = () => void editor.fetch()

export function DeckPanel() {
  const t = useTranslate('deck')
  const editing = useEditing(({ on }) => on)
  const { part: parts, hasFailed } = editor.use()
  const reportBroken = useReportBroken()
  const armed = useStatus(({ status }) => isLiveArmed(status))
  useDeckOfRoom()
  useEffect(() => listenForHotkeys(() => !useEditing.getState().on), [])
  useFetchEarly(fetchEditor)
  useEffect(() => {
    if (editing) fetchEditor()
  }, [editing])
  useEffect(() => {
    if (!editing || !hasFailed) return
    // Return to the deck in use if the editor has failed.
    stopEditing()
    reportBroken()
  }, [editing, hasFailed, reportBroken])
  const canEdit = parts !== null && !hasFailed
  return (
    <Panel
      name="deck"
      title={t(editing ? 'edit' : 'title')}
      actions={
        editing ? (
          canEdit && (
            <ErrorBoundary instead={null} onBroken={editor.fail}>
              <parts.EditActions />
            </ErrorBoundary>
          )
        ) : (
          <>
            <PeopleButton />
            <IconButton label={t('edit')} shortcut={shortcuts.editDeck} icon={<Pencil />} onClick={startEditing} />
          </>
        )
      }
      className={`h-full transition-shadow duration-150 ${armed ? 'ring-2 ring-live-fill ring-inset' : editing ? 'ring-2 ring-accent ring-inset' : ''}`}
    >
      {editing && canEdit ? (
        <div className="flex min-h-0 flex-1 flex-col gap-2 px-3 pb-3">
          <ErrorBoundary instead={null} onBroken={editor.fail}>
            <parts.EditDeck />
          </ErrorBoundary>
        </div>
      ) : (
        // While the editor's code is loading, the deck is visible and inert, so that it fires nothing.
        <div inert={editing} className={`flex min-h-0 flex-1 flex-col ${editing ? 'opacity-50' : ''}`}>
          <UseDeck />
        </div>
      )}
    </Panel>
  )
}

/** Loads the keys at the start, after a reconnection, after a change of room, and after a change by another page. */
function useDeckOfRoom() {
  useEffect(() => void beginDeck(), [])
  savedDeck.useLoaded()
}

/** Presses keys by their hotkeys while `mayFire` returns true. Returns a function that removes the listeners. */
export function listenForHotkeys(mayFire: () => boolean) {
  const onKeyDown = (event: KeyboardEvent) => {
    const press = pressOf(event)
    const { pages } = useDeck.getState()
    if (press === null || pages === null || !mayFire() || !isFree(event)) return
    const found = keyOfPress(pages, pageInSight(useDeck.getState()), press)
    if (found === null || isSwitchedOff(found.hotkey)) return
    event.preventDefault()
    if (!press.repeat) openPage(found.page.id)
    pressByKeyboard(found.key, press)
  }
  window.addEventListener('keydown', onKeyDown)
  return () => {
    window.removeEventListener('keydown', onKeyDown)
    endHold()
  }
}
