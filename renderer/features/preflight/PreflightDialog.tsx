import { RefreshCw } from 'lucide-react'
import { useEffect } from 'react'
import type { Preflight, PreflightRow } from '../../../shared/contract/preflight.ts'
import { openDialog } from '../../platform/navigation.ts'
import type { OpenProps } from '../../platform/lazy.tsx'
import { useFailedReads, useIsReading } from '../../platform/requests.ts'
import { useFormat } from '../../i18n/format.ts'
import { useTranslate } from '../../i18n/translate.ts'
import { Button } from '../../ui/Button.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { StateMark } from '../../ui/StateMark.tsx'
import { useRowText } from './row-text.ts'
import { dismissWorse, preflight } from './store.ts'

/** Renders the board before the show: what is ready, what is not, and what nobody knows. */
export function PreflightDialog({ open, onOpenChange }: OpenProps) {
  const t = useTranslate('preflight')
  const { time } = useFormat()
  const { board } = preflight.use()
  const isReading = useIsReading('preflight')
  return (
    <Dialog
      open={open}
      onOpenChange={onOpenChange}
      failedReads={useFailedReads('preflight')}
      title={t('title')}
      description={t('about')}
      footer={
        <>
          <span className="mr-auto text-ink-3">{board !== null && t('at', { time: time(board.at) })}</span>
          <Button disabled={isReading} onClick={preflight.reload}>
            <RefreshCw aria-hidden className={isReading ? 'animate-run' : ''} />
            {t('again')}
          </Button>
        </>
      }
    >
      <Content />
    </Dialog>
  )
}

function Content() {
  const t = useTranslate('preflight')
  const { board } = preflight.use()
  preflight.useLoaded()
  // What the host sees here need not be said in a notice too.
  useEffect(() => dismissWorse(), [board])
  if (board === null)
    return (
      <p className="flex items-center gap-2 text-ink-2">
        <StateMark state="busy" />
        {t('looking')}
      </p>
    )
  return (
    <>
      <Overview board={board} />
      <ul className="flex flex-col">
        {board.rows.map((row) => (
          <Row key={row.id} row={row} />
        ))}
      </ul>
    </>
  )
}

/** Renders the sum of all rows. It never says that all is ready while a row is not known. */
function Overview({ board: { rows } }: { board: Preflight }) {
  const t = useTranslate('preflight')
  const named = (state: PreflightRow['state']) => {
    const those = rows.filter((row) => row.state === state)
    return { count: those.length, names: those.map(({ id }) => t(`row.${id}`)).join(t('comma')) }
  }
  const trouble = named('trouble')
  const notKnown = named('not-known')
  const state = trouble.count > 0 ? 'trouble' : notKnown.count > 0 ? 'not-known' : 'ok'
  const sentence =
    trouble.count > 0
      ? t('overall.trouble', trouble)
      : notKnown.count > 0
        ? t('overall.notKnown', notKnown)
        : t('overall.ok')
  return (
    <output className="mb-1 flex items-start gap-2 rounded-m bg-raised px-3 py-2 font-medium">
      <StateMark state={state} className="mt-0.5" />
      {sentence}
    </output>
  )
}

/** The dialog in which a row is mended. Rows without one are mended outside of Giftdeck. */
const dialogs: Partial<Record<PreflightRow['id'], string>> = {
  room: 'rooms',
  obs: 'obs',
  overlays: 'overlays',
  devices: 'devices',
}

function Row({ row }: { row: PreflightRow }) {
  const t = useTranslate('preflight')
  const { message, advice } = useRowText(row)
  const { id, state } = row
  const dialog = state === 'ok' ? undefined : dialogs[id]
  return (
    <li className="flex items-start gap-3 border-b border-line py-2 last:border-b-0">
      <StateMark state={state} className="mt-0.5" />
      <div className="min-w-0 flex-1">
        <p className="flex flex-wrap gap-x-2">
          <span className="font-medium">{t(`row.${id}`)}</span>
          <span className="text-ink-3">{t(`state.${state}`)}</span>
        </p>
        <p className="break-words text-ink-2">{message}</p>
        {advice !== '' && <p className="break-words">{advice}</p>}
      </div>
      {dialog !== undefined && (
        <Button size="s" aria-label={t('openOf', { row: t(`row.${id}`) })} onClick={() => openDialog(dialog)}>
          {t('open')}
        </Button>
      )}
    </li>
  )
}
