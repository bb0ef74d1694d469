import { isLocked } from '../../../shared/domain/arming.ts'
import { CalendarClock, History, LayoutTemplate, ListOrdered, ListPlus, Send } from 'lucide-react'
import { labelsOf, type Action, type ActionGroup } from '../../platform/actions.ts'
import { useConnection } from '../../platform/connection.ts'
import { openDialog, openTab } from '../../platform/navigation.ts'
import { shortcuts } from '../../platform/shortcuts.ts'
import { useStatus } from '../status/store.ts'
import { blockedReason } from './blocked-reason.ts'
import { useDraft } from './draft.ts'
import { editNewSchedule } from './schedule-edit.ts'
import { postNext, useUpNext } from './stores.ts'
import { arm } from './use-press.ts'

const t = labelsOf('announcements')

const notWritten = () => (useDraft.getState().text.trim() === '' ? t('actions.nothingWritten') : null)

function cannotPost() {
  const why = blockedReason(useConnection.getState().state, useStatus.getState().status)
  return why === null ? null : t(`why.${why}`)
}

/** Calls `press` with the panel's form, so that the action shows its errors at the form's fields. */
function withForm(press: (form: HTMLFormElement) => void) {
  openTab('announce')
  const form = document.querySelector<HTMLFormElement>('#panel-announce form')
  if (form !== null) press(form)
}

const openDrawer = (name: string) => () => {
  openTab('announce')
  openDialog(`announcements.${name}`)
}

const laterActions = (): readonly Action[] => [
  {
    id: 'announcements.line-up',
    label: t('actions.lineUp'),
    icon: ListPlus,
    shortcut: shortcuts.lineUp,
    scope: 'own',
    run: () => withForm((form) => form.querySelector<HTMLButtonElement>('[data-line-up]')?.click()),
    why: notWritten(),
  },
  {
    id: 'announcements.schedule',
    label: t('actions.schedule'),
    icon: CalendarClock,
    run: () => editNewSchedule(useDraft.getState()),
  },
]

export const announcementActions: ActionGroup = {
  name: t('title'),
  list: () => [
    {
      id: 'announcements.post',
      label: t('actions.post'),
      icon: Send,
      shortcut: shortcuts.post,
      scope: 'own',
      run: () => withForm((form) => form.requestSubmit()),
      why: cannotPost() ?? notWritten(),
    },
    ...laterActions(),
    {
      id: 'announcements.up-next',
      label: t('actions.upNext'),
      icon: ListOrdered,
      run: openDrawer('upNext'),
    },
    {
      id: 'announcements.post-next',
      label: t('actions.postNext'),
      icon: Send,
      run: () => (isLocked(useStatus.getState().status) ? arm() : postNext()),
      note: isLocked(useStatus.getState().status) ? t('unlockMeans') : null,
      why: cannotPost() ?? (useUpNext.getState().items.length === 0 ? t('actions.nothingLinedUp') : null),
    },
    { id: 'announcements.recent', label: t('actions.recent'), icon: History, run: openDrawer('history') },
    {
      id: 'announcements.templates',
      label: t('actions.templates'),
      icon: LayoutTemplate,
      run: openDrawer('templates'),
    },
  ],
}
