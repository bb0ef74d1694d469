import { useEffect, useEffectEvent } from 'react'
import { useWords } from '../../i18n/words.ts'
import { Dialog } from '../../ui/Dialog.tsx'
import type { OpenProps } from '../../app/on-demand.tsx'
import { useSayUnread, useUnread } from '../../app/readings.ts'
import { CopyRoom } from './CopyRoom.tsx'
import { RemoveRoom } from './RemoveRoom.tsx'
import { RoomButtons } from './RoomButtons.tsx'
import { RoomSteps } from './RoomSteps.tsx'
import { RoomsList } from './RoomsList.tsx'
import { isDraftLost, useRoomDraft } from './draft.ts'
import { useRoomDialog } from './room-dialog.ts'
import { useRoomsOfHost } from './rooms-list.ts'
import type { View } from './view.ts'

/** All rooms, and everything that is done with one. */
export function RoomDialog({ open, onOpenChange }: OpenProps) {
  const title = useTitle()
  const dialog = useRoomDialog(open, () => onOpenChange(false))
  const { view, failure, leave } = dialog
  const unread = useUnreadHere(dialog)
  const isChanged = useRoomDraft(isDraftLost)
  useRoomsOfHost()
  useFocusOnWrongField()
  // Whatever closes it, a shortcut or the palette too, the next opening begins anew.
  const onClosed = useEffectEvent(leave)
  useEffect(() => (open ? () => onClosed() : undefined), [open])
  return (
    <Dialog
      open={open}
      onOpenChange={onOpenChange}
      title={title(view)}
      isChanged={view.name === 'steps' ? isChanged : undefined}
      unread={unread}
      footer={<RoomButtons dialog={dialog} />}
    >
      {view.name === 'list' && (
        <>
          {failure !== null && (
            <p role="alert" className="mb-2 text-bad">
              {failure}
            </p>
          )}
          <RoomsList />
        </>
      )}
      {view.name === 'copy' && <CopyRoom of={view.of} />}
      {view.name === 'remove' && <RemoveRoom of={view.of} failure={failure} />}
      {view.name === 'steps' && <RoomSteps dialog={dialog} step={view.step} of={view.of} />}
    </Dialog>
  )
}

/** The list, or the one room that is being changed. */
function useUnreadHere({ view, unread, loading, load }: ReturnType<typeof useRoomDialog>) {
  const say = useSayUnread()
  const list = useUnread('rooms')
  if (view.name === 'list') return list
  if (view.name !== 'steps' || view.of === null || unread === null) return []
  const { of } = view
  return [say('room', unread.error, { isBusy: false, isInstead: loading, again: () => void load(of) })]
}

function useTitle() {
  const words = useWords('rooms')
  return (view: View) => {
    switch (view.name) {
      case 'list':
        return words('title')
      case 'steps':
        return view.of === null ? words('connectTitle') : words('editTitle', { room: view.of })
      case 'copy':
        return words('copy.title', { room: view.of })
      case 'remove':
        return words('remove.title', { room: view.of })
    }
  }
}

/** The first wrong field is the one to mend, so the host lands in it. */
function useFocusOnWrongField() {
  const problems = useRoomDraft((draft) => draft.problems)
  useEffect(() => {
    if (Object.keys(problems).length === 0) return
    const form = document.querySelector('#room-form')
    if (form?.contains(document.activeElement) && document.activeElement?.matches('input')) return
    form?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus()
  }, [problems])
}
