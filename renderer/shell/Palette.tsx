import { Command, defaultFilter, useCommandState } from 'cmdk'
import { Dialog as Radix } from 'radix-ui'
import { useRef } from 'react'
import { useTranslate } from '../i18n/translate.ts'
import { matchShortcut } from '../platform/keyboard/shortcut.ts'
import { pressOf } from '../platform/keyboard/focus-target.ts'
import { leaveOpenInReach } from '../ui/in-reach.ts'
import type { OpenProps } from '../platform/lazy.tsx'
import { useFocusBack } from '../ui/use-focus-back.ts'
import { type Action, useLabel, useRunAction } from '../platform/actions.ts'
import { shortcuts } from '../platform/shortcuts.ts'
import { Shortcut } from '../ui/Shortcut.tsx'
import { useOnAir } from '../features/on-air/store.ts'
import { useStatus } from '../features/status/store.ts'
import { actionGroups, allActions } from './action-list.ts'
import { Button } from '../ui/Button.tsx'

/**
 * Renders the search for every action of the page. The chosen action runs after the palette has closed, so that the
 * element it focuses keeps the focus. Only an action that fires a gift runs at once.
 */
export function Palette({ open, onOpenChange }: OpenProps) {
  const t = useTranslate('palette')
  const run = useRunAction()
  const chosen = useRef<Action>(null)
  const { remember, onCloseAutoFocus } = useFocusBack(() => {
    if (chosen.current !== null) void run(chosen.current)
    chosen.current = null
  })
  const choose = (action: Action) => {
    if (action.fires === true) void run(action)
    else chosen.current = action
    onOpenChange(false)
  }
  return (
    <Radix.Root open={open} onOpenChange={onOpenChange}>
      <Radix.Portal>
        <Radix.Overlay className="fixed inset-0 z-40 bg-scrim" />
        <Radix.Content
          aria-describedby={undefined}
          onInteractOutside={leaveOpenInReach}
          onOpenAutoFocus={remember}
          onCloseAutoFocus={onCloseAutoFocus}
          onKeyDown={(event) => {
            const press = pressOf(event.nativeEvent)
            if (press === null || matchShortcut(press, shortcuts.palette) === null) return
            event.preventDefault()
            onOpenChange(false)
          }}
          className="fixed top-[max(var(--top-edge,0px)+8px,12vh)] left-1/2 z-40 w-[calc(100vw-16px)] max-w-[560px] -translate-x-1/2 animate-appear overflow-hidden rounded-l bg-panel shadow-float outline-none"
        >
          <Radix.Title className="sr-only">{t('label')}</Radix.Title>
          <Command label={t('label')} loop vimBindings={false} filter={byWords}>
            <Command.Input
              placeholder={t('placeholder')}
              className="h-12 w-full border-b border-line bg-transparent px-4 text-body text-ink outline-none placeholder:text-ellipsis placeholder:text-ink-3"
            />
            <FoundActions onChoose={choose} />
          </Command>
          <PaletteKeys />
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  )
}

/** The score of a match whose words are in another order than typed. It is above zero, but below every other score. */
const inAnyOrder = 0.001

/**
 * Scores an action for a search. Every typed word must occur in the label of the action, in that of its group or in its
 * synonyms; cmdk's score then ranks the matches. cmdk alone also matches scattered letters: many words would offer
 * "Fire Rose", and Enter fires.
 */
export function byWords(_id: string, search: string, label: string[] = []): number {
  const text = label.join(' ').toLowerCase()
  const typed = search.toLowerCase().trim()
  if (!typed.split(/\s+/).every((word) => text.includes(word))) return 0
  return Math.max(inAnyOrder, defaultFilter(text, typed))
}

const keys = [
  ['↑ ↓', 'move'],
  ['Enter', 'run'],
  ['Esc', 'close'],
] as const

/** Renders the keys of the palette. Screen readers skip it, because they announce the keys of a list by themselves. */
export function PaletteKeys() {
  const t = useTranslate('palette')
  return (
    <footer aria-hidden className="hidden h-9 items-center gap-4 border-t border-line px-4 text-ink-3 cockpit:flex">
      {keys.map(([key, word]) => (
        <span key={key} className="flex items-center gap-1.5">
          <Shortcut keys={key} /> {t(word)}
        </span>
      ))}
    </footer>
  )
}

interface ActionItemProps {
  action: Action
  group: string
  onChoose: (action: Action) => void
}

export function ActionItem({ action, group, onChoose }: ActionItemProps) {
  const say = useLabel()
  const { id, label, synonyms, icon: Icon, shortcut, why, note } = action
  const name = say(label)
  const undoNotice = why ?? note
  return (
    <Command.Item
      value={id}
      keywords={[name, group, ...(synonyms === undefined ? [] : [say(synonyms)])]}
      // cmdk's `disabled` is not used: with it, Enter would run the next action instead.
      onSelect={() => {
        if (why == null) onChoose(action)
      }}
      className={`flex min-h-8 flex-wrap items-center gap-x-3 rounded-s px-2 py-1 select-none data-[selected=true]:bg-hover ${why == null ? 'text-ink' : 'text-ink-3'}`}
    >
      <span aria-hidden className="grid w-4 shrink-0 place-items-center font-icon text-ink-3 [&_svg]:size-4">
        {typeof Icon === 'string' ? Icon : Icon !== undefined && <Icon />}
      </span>
      <span className="min-w-0 flex-1 basis-32 break-words">{name}</span>
      {undoNotice != null && <span className="ml-auto min-w-0 text-right text-ink-3">{say(undoNotice)}</span>}
      {shortcut !== undefined && <Shortcut keys={shortcut} />}
    </Command.Item>
  )
}

const heading =
  '[&_[cmdk-group-heading]]:px-2 [&_[cmdk-group-heading]]:pt-2 [&_[cmdk-group-heading]]:pb-1 [&_[cmdk-group-heading]]:text-ink-3'

/** Renders all actions by group, unavailable ones with their reason. For a search the best match comes first. */
export function FoundActions({ onChoose }: { onChoose: (action: Action) => void }) {
  const t = useTranslate('palette')
  const say = useLabel()
  const sheet = allActions().find(({ id }) => id === 'app.shortcuts')
  const search = useCommandState((state) => state.search)
  // Render again when this state changes, because it decides which actions are available: another client may press
  // STOP, or the room may lock while the palette is open.
  useStatus(({ status }) => `${status?.stopped} ${status?.armed} ${status?.environment} ${status?.room}`)
  useOnAir(({ state, source }) => `${state} ${source}`)
  return (
    <Command.List className="max-h-[min(420px,60dvh)] scroll-py-2 overflow-y-auto overscroll-contain p-2">
      <Command.Empty className="px-2 py-6 text-center">
        <p className="font-medium text-ink-2">{t('none', { search })}</p>
        <p className="mb-3 text-ink-3">{t('noneText')}</p>
        {sheet !== undefined && <Button onClick={() => onChoose(sheet)}>{say(sheet.label)}</Button>}
      </Command.Empty>
      {actionGroups.map(({ name, list }) => {
        const group = say(name)
        return (
          <Command.Group key={`${name.feature}.${name.word}`} heading={group} className={heading}>
            {list()
              .filter(({ id }) => id !== 'app.palette')
              .map((action) => (
                <ActionItem key={action.id} action={action} group={group} onChoose={onChoose} />
              ))}
          </Command.Group>
        )
      })}
    </Command.List>
  )
}
