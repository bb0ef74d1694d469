import { useState } from 'react'
import { client } from '../../platform/client.ts'
import { useExplain } from '../../platform/explain-failure.ts'
import { useFormat } from '../../i18n/format.ts'
import { useWords } from '../../i18n/translate.ts'
import { Button } from '../../ui/Button.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import type { OpenProps } from '../../platform/lazy.tsx'
import { tell } from '../../ui/toasts.ts'

/** What goes and what stays, said before anything goes: this is the one thing here that cannot be undone. */
export function EraseDialog({ open, onOpenChange }: OpenProps) {
  const words = useWords('activity')
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
      tell(words('erase.done', { count: erased, number: number(erased) }), 'ok')
      show(false)
    } catch (error) {
      setFailure(explain(error, words('erase.unrecorded')))
    } finally {
      setBusy(false)
    }
  }
  return (
    <Dialog
      open={open}
      onOpenChange={show}
      title={words('erase.title')}
      footer={
        <>
          <Button look="quiet" onClick={() => show(false)}>
            {words('erase.cancel')}
          </Button>
          <Button look="danger" disabled={busy} onClick={() => void erase()}>
            {words('erase.do')}
          </Button>
        </>
      }
    >
      <div className="flex flex-col gap-2">
        <p>{words('erase.goes')}</p>
        <p className="text-ink-2">{words('erase.stays')}</p>
        <p className="text-ink-2">{words('erase.noUndo')}</p>
        {failure !== null && (
          <p role="alert" className="text-bad">
            {failure}
          </p>
        )}
      </div>
    </Dialog>
  )
}
