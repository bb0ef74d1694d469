import { useState } from 'react'
import { client } from '../../platform/client.ts'
import { useExplain } from '../../platform/explain-failure.ts'
import { useFormat } from '../../i18n/format.ts'
import { useTranslate } from '../../i18n/translate.ts'
import { Button } from '../../ui/Button.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import type { OpenProps } from '../../platform/lazy.tsx'
import { tell } from '../../ui/toasts.ts'

/** Asks before the history is erased. It names what is erased and what is kept, because erasing cannot be undone. */
export function EraseDialog({ open, onOpenChange }: OpenProps) {
  const t = useTranslate('activity')
  const explain = useExplain()
  const { number } = useFormat()
  const [busy, setBusy] = useState(false)
  const [failure, setFailure] = useState<string | null>(null)
  const show = (next: boolean) => {
    setFailure(null)
    onOpenChange(next)
  }
  const erase = async () => {
    setBusy(true)
    setFailure(null)
    try {
      const { erased } = await client.sends.erase()
      tell(t('erase.done', { count: erased, number: number(erased) }), 'ok')
      show(false)
    } catch (error) {
      setFailure(explain(error, t('erase.unrecorded')))
    } finally {
      setBusy(false)
    }
  }
  return (
    <Dialog
      open={open}
      onOpenChange={show}
      title={t('erase.title')}
      footer={
        <>
          <Button variant="quiet" onClick={() => show(false)}>
            {t('erase.cancel')}
          </Button>
          <Button variant="danger" disabled={busy} onClick={() => void erase()}>
            {t('erase.do')}
          </Button>
        </>
      }
    >
      <div className="flex flex-col gap-2">
        <p>{t('erase.goes')}</p>
        <p className="text-ink-2">{t('erase.stays')}</p>
        <p className="text-ink-2">{t('erase.noUndo')}</p>
        {failure !== null && (
          <p role="alert" className="text-bad">
            {failure}
          </p>
        )}
      </div>
    </Dialog>
  )
}
