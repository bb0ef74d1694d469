import { RefreshCw, UsersRound } from 'lucide-react'
import type { Reading } from '../../../shared/contract/counts.ts'
import { client } from '../../app/client.ts'
import { useDialog } from '../../app/dialogs.ts'
import { shortcuts } from '../../app/shortcuts.ts'
import { useWords } from '../../i18n/words.ts'
import { IconButton } from '../../ui/IconButton.tsx'
import { ReceiversDialog } from './ReceiversDialog.tsx'
import { SessionMenu } from './SessionMenu.tsx'
import { useReceiverNames } from './receivers.ts'
import { useTakeReadings } from './use-take-readings.ts'

/** Whose gifts, read now, and where the session is counted from. */
export function CountsActions({ readings }: { readings: readonly Reading[] }) {
  const words = useWords('counts')
  const [choosing, setChoosing] = useDialog('counts.receivers')
  const receivers = useReceiverNames((state) => state.receivers)
  const { busy, take } = useTakeReadings()
  return (
    <>
      {receivers !== null && receivers.length > 0 && (
        <IconButton label={words('receivers.choose')} icon={<UsersRound />} onClick={() => setChoosing(true)} />
      )}
      <IconButton
        label={words('refresh')}
        shortcut={shortcuts.refresh}
        icon={<RefreshCw className={busy ? 'animate-run' : ''} />}
        onClick={() => take(client.counts.refresh)}
        disabled={busy}
      />
      <SessionMenu readings={readings} disabled={busy} take={take} />
      {choosing && <ReceiversDialog receivers={receivers ?? []} onClose={() => setChoosing(false)} />}
    </>
  )
}
