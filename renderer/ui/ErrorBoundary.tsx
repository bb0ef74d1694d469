import type { Key } from '../i18n/keys.ts'
import { TriangleAlert } from 'lucide-react'
import { type ReactNode, useCallback, Component } from 'react'
import { useTranslate } from '../i18n/translate.ts'
import { Button } from './Button.tsx'
import { tell, dismiss } from './toasts.ts'

/** Renders a message in place of a failed panel, chart or dialog content. `name`: the translation key of its name. */
export function FailedPart({ name }: { name?: Key<'app'> | undefined }) {
  const t = useTranslate('app')
  return (
    <div role="alert" className="flex h-full min-h-0 flex-1 overflow-y-auto rounded-l bg-panel">
      <div className="m-auto flex flex-col items-center gap-1 p-3 text-center">
        <p className="flex items-center gap-2 font-medium text-ink">
          <TriangleAlert aria-hidden className="size-4 shrink-0 text-bad" />
          {name === undefined ? t('broken.title') : t('broken.named', { part: t(name) })}
        </p>
        <p className="max-w-72 text-pretty break-keep wrap-anywhere text-ink-2">{t('broken.text')}</p>
        <ReloadButton className="mt-2" />
      </div>
    </div>
  )
}

/** Renders a message in place of a failed bar. `children`: controls of the bar that must stay reachable. */
export function FailedBar({ children }: { children?: ReactNode }) {
  const t = useTranslate('app')
  return (
    <div role="alert" className="flex shrink-0 flex-wrap items-center gap-2 px-3 py-2">
      <TriangleAlert aria-hidden className="size-4 shrink-0 text-bad" />
      <p className="min-w-0 flex-1 font-medium text-ink">{t('broken.title')}</p>
      <ReloadButton />
      {children}
    </div>
  )
}

function ReloadButton({ className }: { className?: string }) {
  const t = useTranslate('app')
  return (
    <Button className={className} onClick={useReload()}>
      {t('broken.reload')}
    </Button>
  )
}

/** Renders a message in place of the failed page. `children`: controls of the page that must stay reachable. */
export function FailedPage({ children }: { children: ReactNode }) {
  const t = useTranslate('app')
  return (
    <main role="alert" className="grid h-full place-items-center p-6">
      <div className="flex max-w-110 flex-col gap-3">
        <TriangleAlert aria-hidden className="size-6 text-bad" />
        <h1 className="text-title font-semibold">{t('broken.pageTitle')}</h1>
        <p className="text-body text-ink-2">{t('broken.pageText')}</p>
        <div className="flex gap-2">
          <ReloadButton />
          {children}
        </div>
      </div>
    </main>
  )
}

/**
 * Returns a function that reloads the page, because code that has failed to load stays failed until a reload. It does
 * not reload while the server is unreachable: the page could not load again.
 */
function useReload() {
  const t = useTranslate('app')
  return useCallback(() => {
    fetch(location.pathname, { method: 'HEAD' }).then(
      () => location.reload(),
      () => tell(t('broken.notNow'), 'warn'),
    )
  }, [t])
}

interface MayBreakProps {
  children: ReactNode
  /** What is rendered after an error. */
  instead: ReactNode
  onBroken?: (error: unknown) => void
}

/** Renders `instead` if its children throw, so that an error in one part does not remove the deck and STOP. */
export class ErrorBoundary extends Component<MayBreakProps, { broken: boolean }> {
  override state = { broken: false }

  static getDerivedStateFromError() {
    return { broken: true }
  }

  override componentDidCatch(error: unknown) {
    this.props.onBroken?.(error)
  }

  override render() {
    return this.state.broken ? this.props.instead : this.props.children
  }
}

let reported: number | undefined

/** Returns a function that shows a toast for a failed part without a visible place. Several failures show one toast. */
export function useReportBroken() {
  const t = useTranslate('app')
  const reload = useReload()
  return useCallback(() => {
    if (reported !== undefined) dismiss(reported)
    reported = tell(t('broken.didNotLoad'), 'bad', { label: t('broken.reload'), act: reload })
  }, [t, reload])
}
