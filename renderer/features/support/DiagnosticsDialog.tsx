import { useState } from 'react'
import { useExplain } from '../../platform/explain-failure.ts'
import { useTranslate } from '../../i18n/translate.ts'
import { Button } from '../../ui/Button.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { tell } from '../../ui/toasts.ts'
import { client } from '../../platform/client.ts'

interface DiagnosticsDialogProps {
  open: boolean
  onOpenChange: (open: boolean) => void
}

/** Lists what the diagnostics contain before the host copies them. */
export function DiagnosticsDialog({ open, onOpenChange }: DiagnosticsDialogProps) {
  const t = useTranslate('support')
  const explain = useExplain()
  const [busy, setBusy] = useState(false)
  const copy = async () => {
    setBusy(true)
    try {
      await copyDiagnostics()
      onOpenChange(false)
      tell(t('diagnostics.copied'), 'ok')
    } catch (error) {
      tell(error instanceof DOMException ? t('diagnostics.noClipboard') : explain(error), 'bad')
    } finally {
      setBusy(false)
    }
  }
  return (
    <Dialog
      open={open}
      onOpenChange={onOpenChange}
      title={t('diagnostics.title')}
      description={t('diagnostics.about')}
      footer={
        <Button variant="accent" disabled={busy} onClick={() => void copy()}>
          {t('diagnostics.copy')}
        </Button>
      }
    >
      <ul className="flex list-disc flex-col gap-1 pl-4 text-ink-2">
        <li>{t('diagnostics.holds')}</li>
        <li>{t('diagnostics.holdsNot')}</li>
      </ul>
    </Dialog>
  )
}

/** Copies the diagnostics as JSON: versions, lanes and the latest failures, without personal data. */
export async function copyDiagnostics() {
  await navigator.clipboard.writeText(JSON.stringify(await client.diagnostics.get(), null, 2))
}
