import { X } from 'lucide-react'
import { Dialog as Radix } from 'radix-ui'
import { useState, type ReactNode } from 'react'
import { useTranslate } from '../i18n/translate.ts'
import { FailedPart, ErrorBoundary } from './ErrorBoundary.tsx'
import { Button } from './Button.tsx'
import { IconButton } from './IconButton.tsx'
import { FailedReads, type FailedRead } from './FailedReads.tsx'
import { leaveOpenInReach } from './in-reach.ts'
import { useFocusBack } from './use-focus-back.ts'
import { useLeaving } from './use-leaving.ts'

const base = 'fixed z-40 flex animate-appear flex-col bg-panel shadow-float outline-none'
const places = {
  centre:
    'top-[calc(50%+var(--top-edge,0px)/2)] left-1/2 max-h-[calc(100dvh-var(--top-edge,0px)-16px)] w-[calc(100vw-16px)] max-w-[560px] -translate-x-1/2 -translate-y-1/2 rounded-l',
  sheet: 'top-(--top-edge,0px) right-0 bottom-0 w-full max-w-[400px]',
}

interface DialogProps {
  open: boolean
  onOpenChange: (open: boolean) => void
  title: string
  description?: ReactNode
  /** Where the dialog opens. `sheet` slides in from the right edge and leaves the rest of the page visible. */
  place?: keyof typeof places
  /** Buttons that stay visible while the content scrolls. */
  footer?: ReactNode
  /** True if the content has no control. The text then takes the focus, so that the arrow keys scroll it. */
  isTextOnly?: boolean
  /** True if closing would lose input. If it is undefined, typed text that is still in its field counts as input. */
  isChanged?: boolean | undefined
  /** What could not be loaded. It is shown at the top, with buttons to try again. */
  failedReads?: readonly FailedRead[]
  children: ReactNode
}

export function Dialog({
  open,
  onOpenChange,
  title,
  description,
  place = 'centre',
  footer,
  isTextOnly = false,
  isChanged,
  failedReads = [],
  children,
}: DialogProps) {
  const t = useTranslate('app')
  const [isScrolled, setIsScrolled] = useState(false)
  const { remember, onCloseAutoFocus } = useFocusBack()
  const { asking, stay, leave, watch } = useLeaving(open, isChanged, () => onOpenChange(false))
  const isEmpty = failedReads.some(({ isInstead }) => isInstead)
  return (
    <Radix.Root open={open} onOpenChange={leave}>
      <Radix.Portal>
        <Radix.Overlay className="fixed inset-0 z-40 bg-scrim" />
        <Radix.Content
          className={`${base} ${places[place]}`}
          {...watch}
          onInteractOutside={leaveOpenInReach}
          // Focus the dialog itself. Its first control is Close, whose tooltip would cover the title.
          onOpenAutoFocus={(event) => {
            event.preventDefault()
            remember()
            if (event.currentTarget instanceof HTMLElement) event.currentTarget.focus()
          }}
          onCloseAutoFocus={onCloseAutoFocus}
          {...(description === undefined ? { 'aria-describedby': undefined } : {})}
        >
          <header
            className={`grid shrink-0 grid-cols-[minmax(0,1fr)_auto] items-start gap-x-4 border-b p-4 pb-2 ${isScrolled ? 'border-line' : 'border-transparent'}`}
          >
            <Radix.Title className="text-title font-semibold text-ink">{title}</Radix.Title>
            <IconButton label={t('close')} icon={<X />} onClick={leave} />
            {description !== undefined && (
              <Radix.Description className="col-span-2 text-ink-2">{description}</Radix.Description>
            )}
          </header>
          <div
            className="min-h-0 flex-1 overflow-y-auto px-4 pt-1 pb-4 -outline-offset-2"
            onScroll={({ currentTarget }) => setIsScrolled(currentTarget.scrollTop > 0)}
            {...(isTextOnly && { tabIndex: 0 })}
          >
            <FailedReads failedReads={failedReads} />
            <ErrorBoundary instead={<FailedPart />}>{!isEmpty && children}</ErrorBoundary>
          </div>
          {(asking || footer !== undefined) && (
            <footer className="flex shrink-0 flex-wrap items-center justify-end gap-2 border-t border-line px-4 py-3">
              {asking ? <Leaving onStay={stay} onLeave={() => onOpenChange(false)} /> : footer}
            </footer>
          )}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  )
}

function Leaving({ onStay, onLeave }: { onStay: () => void; onLeave: () => void }) {
  const t = useTranslate('dialogs')
  return (
    <>
      <p role="alert" className="min-w-0 flex-1">
        {t('discard')}
      </p>
      <Button variant="quiet" onClick={onStay}>
        {t('keepOn')}
      </Button>
      <Button variant="danger" onClick={onLeave}>
        {t('discardNow')}
      </Button>
    </>
  )
}
