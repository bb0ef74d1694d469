import { useTranslate } from '../i18n/translate.ts'
import { Button } from '../ui/Button.tsx'
import { switchSingleKeyShortcuts, useSingleKeyShortcuts } from '../ui/single-key-shortcuts.ts'
import { Dialog } from '../ui/Dialog.tsx'
import { Shortcut } from '../ui/Shortcut.tsx'
import type { OpenProps } from '../platform/lazy.tsx'
import { type Action, useLabel } from '../platform/actions.ts'
import { actionGroups, allActions, gestures } from './action-list.ts'
import { conflictsAmong, isReserved, shortcuts } from '../platform/shortcuts.ts'
import { openDialog } from '../platform/navigation.ts'
import { TriangleAlert } from 'lucide-react'

/** Returns one row for each shortcut of an action. */
const rowsOf = (action: Action): Action[] => {
  if (action.shortcut === undefined) return []
  return action.also === undefined ? [action] : [action, { ...action, ...action.also, id: `${action.id}-too` }]
}

/** Renders every shortcut by group, and marks those that several actions share. */
export function ShortcutSheet({ open, onOpenChange }: OpenProps) {
  const t = useTranslate('shortcuts')
  const app = useTranslate('app')
  const say = useLabel()
  const singleKeyShortcuts = useSingleKeyShortcuts(({ on }) => on)
  const conflicts = conflictsAmong(allActions())
  const groups = actionGroups
    .map(({ name, list }) => ({ name, actions: list().flatMap(rowsOf) }))
    .filter(({ actions }) => actions.length > 0)
  return (
    <Dialog
      isTextOnly
      open={open}
      onOpenChange={onOpenChange}
      title={t('title')}
      description={t('about')}
      footer={
        <Button onClick={() => openDialog('palette')}>
          {t('openPalette')}
          <Shortcut keys={shortcuts.palette} />
        </Button>
      }
    >
      {!singleKeyShortcuts && (
        <div className="mb-4 flex flex-wrap items-center justify-between gap-2 rounded-m bg-warn-soft p-3 text-warn">
          <p className="min-w-0 flex-1 basis-60">{app('bareKeys.areOff')}</p>
          <Button size="s" onClick={() => switchSingleKeyShortcuts(true)}>
            {app('bareKeys.again')}
          </Button>
        </div>
      )}
      <div className="gap-x-8 cockpit:columns-2">
        {groups.map(({ name, actions }) => (
          <section key={`${name.feature}.${name.word}`} className="mb-4 break-inside-avoid">
            <h3 className="pb-1 text-ink-3">{say(name)}</h3>
            <ul>
              {actions.map((action) => (
                <ShortcutRow key={action.id} action={action} sharing={conflicts.get(action.id)} />
              ))}
            </ul>
          </section>
        ))}
        <section className="break-inside-avoid">
          <h3 className="pb-1 text-ink-3">{t('inPlace')}</h3>
          <ul>
            {gestures.map(({ label, keys }) => (
              <li key={say(label)} className="flex min-h-8 items-center justify-between gap-4 border-b border-line">
                {say(label)}
                <Shortcut keys={typeof keys === 'string' ? keys : say(keys)} />
              </li>
            ))}
          </ul>
        </section>
      </div>
    </Dialog>
  )
}

/** Renders one shortcut. `sharing`: all actions with the same shortcut, including this one; the first one runs. */
export function ShortcutRow({ action, sharing = [] }: { action: Action; sharing?: readonly Action[] | undefined }) {
  const t = useTranslate('shortcuts')
  const say = useLabel()
  const { id, label, shortcut = '' } = action
  const others = sharing.filter((other) => other.id !== id).map((other) => say(other.label))
  const [first] = sharing
  const trouble =
    first !== undefined
      ? t('conflict', { others: others.join(', '), first: say(first.label) })
      : isReserved(shortcut)
        ? t('reserved')
        : null
  return (
    <li className="flex min-h-8 items-center justify-between gap-4 border-b border-line">
      <span className="min-w-0 break-words">
        {say(label)}
        {trouble !== null && (
          <span className="flex items-start gap-1 pb-1 text-warn">
            <TriangleAlert className="mt-1 size-3.5 shrink-0" aria-hidden />
            {trouble}
          </span>
        )}
      </span>
      <Shortcut keys={shortcut} />
    </li>
  )
}
