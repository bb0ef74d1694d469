import { RefreshCw, RotateCcw } from 'lucide-react'
import { useState } from 'react'
import { client } from '../../app/client.ts'
import { useDialog } from '../../app/dialogs.ts'
import { useExplain } from '../../app/failures.ts'
import { shortcuts } from '../../app/shortcuts.ts'
import { useFormat } from '../../i18n/format.ts'
import { useWords } from '../../i18n/words.ts'
import { Button } from '../../ui/Button.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { IconButton } from '../../ui/IconButton.tsx'
import { tell } from '../../ui/toasts.ts'
import { applyReadings } from './store.ts'

/** Read now, and count the session from now. */
export function CountsActions() {
  const words = useWords('counts')
  const format = useFormat()
  const explain = useExplain()
  const [asking, setAsking] = useDialog('counts.reset')
  const [busy, setBusy] = useState(false)

  const take = async (call: typeof client.counts.refresh, then?: () => void) => {
    setBusy(true)
    try {
      const { readings } = await call()
      applyReadings(readings)
      then?.()
    } catch (error) {
      tell(explain(error), 'bad')
    } finally {
      setBusy(false)
    }
  }
  const refresh = () => void take(client.counts.refresh)
  const reset = () => {
    setAsking(false)
    void take(client.counts.resetBaseline, () =>
      tell(words('resetDone', { time: format.time(new Date().toISOString()) }), 'ok'),
    )
  }

  return (
    <>
      <IconButton
        label={words('refresh')}
        shortcut={shortcuts.refresh}
        icon={<RefreshCw className={busy ? 'animate-run' : ''} />}
        onClick={refresh}
        disabled={busy}
      />
      <IconButton label={words('reset')} icon={<RotateCcw />} onClick={() => setAsking(true)} disabled={busy} />
      <Dialog
        open={asking}
        onOpenChange={setAsking}
        title={words('resetTitle')}
        footer={
          <>
            <Button look="quiet" onClick={() => setAsking(false)}>
              {words('cancel')}
            </Button>
            <Button look="accent" onClick={reset}>
              {words('resetYes')}
            </Button>
          </>
        }
      >
        <p className="text-ink-2">{words('resetText')}</p>
      </Dialog>
    </>
  )
}
