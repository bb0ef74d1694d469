import { RotateCw, TriangleAlert } from 'lucide-react'
import { useGap, useTranslate } from '../i18n/translate.ts'
import { Button } from './Button.tsx'

/** Data of a dialog that could not be loaded. */
export interface FailedRead {
  name: string
  what: string
  why: string
  isBusy: boolean
  /** True if nothing was loaded, so that the dialog has nothing else to show. */
  isInstead: boolean
  again: () => void
}

/** Renders what could not be loaded, why, and a button to try again. */
export function FailedReads({ failedReads }: { failedReads: readonly FailedRead[] }) {
  const t = useTranslate('dialogs')
  const gap = useGap()
  return failedReads.map(({ name, what, why, isBusy, isInstead, again }) => (
    <div
      key={name}
      role="alert"
      className="mb-3 flex flex-wrap items-center gap-2 rounded-m bg-warn-soft px-3 py-2 text-warn"
    >
      <TriangleAlert className="size-4 shrink-0" aria-hidden />
      <p className="min-w-0 flex-1 basis-56 break-words">
        {what}
        {gap}
        {why}
        {!isInstead && `${gap}${t('mayBeOld')}`}
      </p>
      <Button size="s" aria-disabled={isBusy} onClick={() => !isBusy && again()}>
        <RotateCw aria-hidden />
        {t(isBusy ? 'reading' : 'retry')}
      </Button>
    </div>
  ))
}
