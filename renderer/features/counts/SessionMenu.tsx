import { iso } from '../../../shared/domain/time.ts'
import { RotateCcw, TimerReset, Undo2 } from 'lucide-react'
import type { Reading } from '../../../shared/contract/counts.ts'
import { client } from '../../platform/client.ts'
import { useFormat } from '../../i18n/format.ts'
import { useTranslate } from '../../i18n/translate.ts'
import { IconButton } from '../../ui/IconButton.tsx'
import { Menu, MenuItem } from '../../ui/Menu.tsx'
import { tell } from '../../ui/toasts.ts'
import { useState } from 'react'
import { useExplain } from '../../platform/explain-failure.ts'
import { applyReadings } from './store.ts'

interface SessionMenuProps {
  readings: readonly Reading[]
  disabled: boolean
  take: TakeReadings
}

/** Renders the menu that starts the session anew. This needs no confirmation, because the menu can also undo it. */
export function SessionMenu({ readings, disabled, take }: SessionMenuProps) {
  const t = useTranslate('counts')
  const format = useFormat()
  const earlier = readings.find((reading) => reading.earlierBaseline !== null)?.earlierBaseline ?? null
  const since = readings[0]?.baseline?.at
  const reset = () =>
    take(client.counts.resetBaseline, () => tell(t('resetDone', { time: format.time(iso(Date.now())) }), 'ok'))
  const undo = () =>
    earlier !== null &&
    take(client.counts.undoBaseline, () => tell(t('resetDone', { time: format.time(earlier) }), 'ok'))
  const label = since === undefined ? t('session') : t('sessionSince', { time: format.time(since) })
  return (
    <Menu trigger={<IconButton label={label} icon={<TimerReset />} disabled={disabled} />}>
      <MenuItem icon={<RotateCcw aria-hidden />} onSelect={reset}>
        {t('reset')}
      </MenuItem>
      {earlier !== null && (
        <MenuItem icon={<Undo2 aria-hidden />} onSelect={undo}>
          {t('undo', { time: format.time(earlier) })}
        </MenuItem>
      )}
    </Menu>
  )
}

type TakeReadings = (call: typeof client.counts.refresh, then?: () => void) => void

/** Returns a function that makes a call for readings and shows them. */
export function useTakeReadings() {
  const explain = useExplain()
  const [busy, setBusy] = useState(false)
  const run = async (call: typeof client.counts.refresh, then?: () => void) => {
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
  const take: TakeReadings = (call, then) => void run(call, then)
  return { busy, take }
}
