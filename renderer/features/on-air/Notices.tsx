import { ClipboardX, Clapperboard, TriangleAlert } from 'lucide-react'
import { useFormat } from '../../i18n/format.ts'
import { useTranslate } from '../../i18n/translate.ts'
import { useDismissed } from '../../platform/dismissed.ts'
import { NoticeBar } from '../../ui/NoticeBar.tsx'
import { useRowText } from '../preflight/row-text.ts'
import { dismissWorse, preflight, useWorse } from '../preflight/store.ts'
import { ShowFigures, useTimesOfShow } from './ShowFigures.tsx'
import { isShowing, useOnAir } from './store.ts'

/**
 * Renders the notices of a broadcast: a gift in the wrong kind of room, the summary of a show, and what got worse on the
 * board before the show. They are at the foot of the page, below a list that begins at the top, so they move no key.
 */
export function Notices() {
  const t = useTranslate('onAir')
  const status = useTranslate('status')
  const { time } = useFormat()
  const timesOf = useTimesOfShow()
  const onAir = useOnAir()
  const { isDismissed, dismiss } = useDismissed('giftdeck.notices')
  const { warning, lastShow } = onAir
  const warningId = `${warning?.kind} ${warning?.at}`
  const showId = `show ${lastShow?.endedAt}`
  return (
    <output className="flex max-h-2/5 shrink-0 flex-col overflow-y-auto empty:hidden cockpit:-mx-2 cockpit:-mb-2 cockpit:pt-2">
      {warning !== null && !isDismissed(warningId) && (
        <NoticeBar
          tone="warn"
          icon={<TriangleAlert aria-hidden />}
          dismissLabel={status('dismiss')}
          onDismiss={() => dismiss(warningId)}
        >
          {t(`warning.${warning.kind}`, { room: warning.room, time: time(warning.at) })}
        </NoticeBar>
      )}
      {lastShow !== null && !isShowing(onAir) && !isDismissed(showId) && (
        <NoticeBar
          tone="idle"
          icon={<Clapperboard aria-hidden />}
          dismissLabel={status('dismiss')}
          onDismiss={() => dismiss(showId)}
        >
          <p className="text-ink">
            <strong className="font-semibold">{t('show.over')}</strong>{' '}
            <span className="text-ink-2">{timesOf(lastShow)}</span>
          </p>
          <p className="text-ink-2">
            <ShowFigures show={lastShow} />
          </p>
        </NoticeBar>
      )}
      <WorseRows />
    </output>
  )
}

function WorseRows() {
  const isFollowed = preflight.use(({ board }) => board !== null)
  const { rows } = useWorse()
  return (
    <>
      {isFollowed && <FollowBoard />}
      {rows.map((row) => (
        <WorseRow key={row.id} row={row} />
      ))}
    </>
  )
}

/** Loads the board again whenever it changes. It is rendered only once the host has looked at the board. */
function FollowBoard() {
  preflight.useLoaded()
  return null
}

function WorseRow({ row }: { row: Parameters<typeof useRowText>[0] }) {
  const t = useTranslate('onAir')
  const names = useTranslate('preflight')
  const status = useTranslate('status')
  const { message } = useRowText(row)
  return (
    <NoticeBar
      tone="warn"
      icon={<ClipboardX aria-hidden />}
      dismissLabel={status('dismiss')}
      onDismiss={() => dismissWorse(row.id)}
    >
      {t('worse', { row: names(`row.${row.id}`), message })}
    </NoticeBar>
  )
}
