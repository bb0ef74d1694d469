import { ArchiveRestore } from 'lucide-react'
import { useEffect, useState } from 'react'
import type { Backup } from '../../../shared/contract/backups.ts'
import { client } from '../../platform/client.ts'
import { useExplain } from '../../platform/explain-failure.ts'
import { trackedRequest, useFailedReads } from '../../platform/requests.ts'
import { useFormat } from '../../i18n/format.ts'
import { useTranslate } from '../../i18n/translate.ts'
import { Button } from '../../ui/Button.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { tell } from '../../ui/toasts.ts'

interface BackupsDialogProps {
  open: boolean
  onOpenChange: (open: boolean) => void
}

/** Renders the backups. Restoring one first makes a backup of the present state, so that it can be undone. */
export function BackupsDialog({ open, onOpenChange }: BackupsDialogProps) {
  const t = useTranslate('support')
  const format = useFormat()
  const explain = useExplain()
  const [items, setItems] = useState<readonly Backup[] | null>(null)
  const [busy, setBusy] = useState(false)

  const take = async (call: () => Promise<{ items: Backup[] }>, message?: string) => {
    setBusy(true)
    try {
      setItems((await call()).items)
      if (message !== undefined) tell(message, 'ok')
    } catch (error) {
      tell(explain(error), 'bad')
    } finally {
      setBusy(false)
    }
  }
  const make = async () => {
    await client.backups.make()
    return client.backups.list()
  }
  const restore = ({ name, at }: Backup) =>
    take(() => client.backups.restore({ name }), t('backups.restored', { time: format.dateTime(at) }))

  useEffect(() => {
    if (open) trackedRequest('backups', async () => setItems((await client.backups.list()).items))()
  }, [open])

  return (
    <Dialog
      open={open}
      onOpenChange={onOpenChange}
      failedReads={useFailedReads('backups')}
      title={t('backups.title')}
      description={t('backups.about')}
      footer={
        <Button variant="accent" disabled={busy} onClick={() => void take(make, t('backups.made'))}>
          {t('backups.make')}
        </Button>
      }
    >
      {items?.length === 0 ? (
        <EmptyState icon={<ArchiveRestore aria-hidden />} title={t('backups.none')}>
          {t('backups.noneText')}
        </EmptyState>
      ) : (
        <ul className="flex flex-col">
          {items?.map((backup) => (
            <li key={backup.name} className="flex min-h-10 items-center gap-3 border-b border-line">
              <span className="min-w-0 flex-1 tabular-nums">{format.dateTime(backup.at)}</span>
              <Button
                variant="quiet"
                disabled={busy}
                aria-label={t('backups.restoreOf', { time: format.dateTime(backup.at) })}
                onClick={() => void restore(backup)}
              >
                {t('backups.restore')}
              </Button>
            </li>
          ))}
        </ul>
      )}
    </Dialog>
  )
}
