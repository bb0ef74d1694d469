import { Command } from 'cmdk'
import { Dialog as Radix } from 'radix-ui'
import { useRef } from 'react'
import { useWords } from '../../i18n/words.ts'
import { matchShortcut } from '../../platform/keyboard/shortcut.ts'
import { pressOf } from '../../platform/keyboard/where.ts'
import { leaveOpenInReach } from '../../ui/in-reach.ts'
import type { OpenProps } from '../on-demand.tsx'
import { useFocusBack } from '../../ui/use-focus-back.ts'
import type { Action } from '../actions.ts'
import { useRunAction } from '../run-action.ts'
import { shortcuts } from '../shortcuts.ts'
import { FoundActions } from './FoundActions.tsx'
import { PaletteKeys } from './PaletteKeys.tsx'
import { byWords } from './by-words.ts'

/**
 * Every action by its name. It is run only once the palette is gone, so that what it opens or focuses keeps the focus; only a
 * gift is fired at once.
 */
export function Palette({ open, onOpenChange }: OpenProps) {
  const words = useWords('palette')
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
          <Radix.Title className="sr-only">{words('label')}</Radix.Title>
          <Command label={words('label')} loop vimBindings={false} filter={byWords}>
            <Command.Input
              placeholder={words('placeholder')}
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
