import { useEffect, useEffectEvent, useState } from 'react'
import { useTranslate } from '../../i18n/translate.ts'
import { Dialog } from '../../ui/Dialog.tsx'
import type { OpenProps } from '../../platform/lazy.tsx'
import { useDescribeFailedRead, useFailedReads } from '../../platform/requests.ts'
import { RoomButtons } from './RoomButtons.tsx'
import { RoomSteps } from './RoomSteps.tsx'
import { RoomsList } from './RoomsList.tsx'
import { isDraftLost, useRoomDraft } from './draft.ts'
import { useRoomDialog } from './room-dialog.ts'
import { rooms, useRooms, nameOfCopy } from './rooms-list.ts'
import { type View, showView } from './view.ts'
import { client } from '../../platform/client.ts'
import { useExplain } from '../../platform/explain-failure.ts'
import { fieldIssues } from '../../platform/field-issues.ts'
import { useFieldProblem } from '../../i18n/field-problem.ts'
import { TextField } from '../../ui/TextField.tsx'
import { tell } from '../../ui/toasts.ts'

/** Renders the dialog with all rooms and the actions on each. */
export function RoomDialog({ open, onOpenChange }: OpenProps) {
  const title = useTitle()
  const dialog = useRoomDialog(open, () => onOpenChange(false))
  const { view, failure, leave } = dialog
  const unread = useFailedReadsHere(dialog)
  const isChanged = useRoomDraft(isDraftLost)
  rooms.useLoaded()
  useFocusOnWrongField()
  // Reset the dialog however it was closed, also by a shortcut or the palette, so that it opens with the list.
  const onClosed = useEffectEvent(leave)
  useEffect(() => (open ? () => onClosed() : undefined), [open])
  return (
    <Dialog
      open={open}
      onOpenChange={onOpenChange}
      title={title(view)}
      isChanged={view.name === 'steps' ? isChanged : undefined}
      failedReads={unread}
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

/** Returns what the visible view could not load: the list of rooms, or the room that is being edited. */
function useFailedReadsHere({ view, loadFailure, loading, load }: ReturnType<typeof useRoomDialog>) {
  const describe = useDescribeFailedRead()
  const list = useFailedReads('rooms')
  if (view.name === 'list') return list
  if (view.name !== 'steps' || view.of === null || loadFailure === null) return []
  const { of } = view
  return [describe('room', loadFailure.error, { isBusy: false, isInstead: loading, again: () => void load(of) })]
}

function useTitle() {
  const t = useTranslate('rooms')
  return (view: View) => {
    switch (view.name) {
      case 'list':
        return t('title')
      case 'steps':
        return view.of === null ? t('connectTitle') : t('editTitle', { room: view.of })
      case 'copy':
        return t('copy.title', { room: view.of })
      case 'remove':
        return t('remove.title', { room: view.of })
    }
  }
}

/** Focuses the first invalid field whenever errors are shown. */
function useFocusOnWrongField() {
  const problems = useRoomDraft((draft) => draft.problems)
  useEffect(() => {
    if (Object.keys(problems).length === 0) return
    const form = document.querySelector('#room-form')
    if (form?.contains(document.activeElement) && document.activeElement?.matches('input')) return
    form?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus()
  }, [problems])
}

/** Asks before a room is deleted, and names what is deleted with it. */
export function RemoveRoom({ of, failure }: { of: string; failure: string | null }) {
  const t = useTranslate('rooms')
  const active = useRooms(({ items }) => items?.find(({ name }) => name === of)?.active ?? false)
  return (
    <div className="flex flex-col gap-2">
      <p>{t('remove.what', { room: of })}</p>
      <p className="text-ink-2">{t('remove.secrets')}</p>
      {active && <p className="text-ink-2">{t('remove.active')}</p>}
      {failure !== null && (
        <p role="alert" className="text-bad">
          {failure}
        </p>
      )}
    </div>
  )
}

/** Asks for the name of a copy of a room. Account, secrets, keys and people are copied. */
export function CopyRoom({ of }: { of: string }) {
  const t = useTranslate('rooms')
  const explain = useExplain()
  const problem = useFieldProblem()
  const [name, setName] = useState(() =>
    nameOfCopy((number) => t(number === 1 ? 'copy.name' : 'copy.nameNumbered', { room: of, number })),
  )
  const [wrong, setWrong] = useState<string | null>(null)
  const save = async () => {
    try {
      await client.rooms.copy({ name: of, as: name.trim() })
      tell(t('copy.done', { room: name.trim() }), 'ok')
      showView({ name: 'list' })
    } catch (error) {
      const message = fieldIssues(error)?.['as']
      setWrong(message === undefined ? explain(error) : problem(message))
    }
  }
  return (
    <form
      id="room-form"
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        void save()
      }}
    >
      <TextField
        label={t('field.name.label')}
        hint={t('copy.hint')}
        error={wrong ?? undefined}
        autoComplete="off"
        value={name}
        ref={selectText}
        onChange={(next) => {
          setName(next)
          setWrong(null)
        }}
      />
    </form>
  )
}

const selectText = (input: HTMLInputElement | null) => input?.select()
