import { StopButton } from '../features/status/StopBar.tsx'
import { FailedPage, ErrorBoundary } from '../ui/ErrorBoundary.tsx'
import { Toaster } from '../ui/Toaster.tsx'
import { TooltipProvider } from '../ui/Tooltip.tsx'
import { Cockpit } from './Cockpit.tsx'
import { useConnection } from '../platform/connection.ts'
import { KeyRound } from 'lucide-react'
import { useTranslate } from '../i18n/translate.ts'

export function App() {
  const refused = useConnection(({ state }) => state === 'refused')
  return (
    <TooltipProvider>
      <ErrorBoundary
        instead={
          <FailedPage>
            <StopButton />
          </FailedPage>
        }
      >
        {refused ? <Refused /> : <Cockpit />}
      </ErrorBoundary>
      <Toaster />
    </TooltipProvider>
  )
}

/** Renders how to open the page correctly. It is shown without a token, or with one that the server does not know. */
function Refused() {
  const t = useTranslate('app')
  return (
    <main className="grid h-full place-items-center p-6">
      <div className="flex max-w-110 flex-col gap-3">
        <KeyRound className="size-6 text-ink-3" aria-hidden />
        <h1 className="text-title font-semibold">{t('refused.title')}</h1>
        <p className="text-body text-ink-2">{t('refused.why')}</p>
        <ul className="flex list-disc flex-col gap-1 pl-5 text-body text-ink-2 marker:text-ink-3">
          <li>{t('refused.fromApp')}</li>
          <li>{t('refused.fromAddress')}</li>
        </ul>
        <code className="rounded-m bg-panel px-3 py-2 font-mono text-ink-2">{location.origin}/#token=…</code>
      </div>
    </main>
  )
}
