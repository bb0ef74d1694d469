import type { Show } from '../../../shared/contract/on-air.ts'
import { useFormat } from '../../i18n/format.ts'
import { useTranslate } from '../../i18n/translate.ts'
import { InlineList } from '../../ui/InlineList.tsx'

/** Renders what was sent during a show. A figure that nobody knows is said to be not known. */
export function ShowFigures({ show }: { show: Show }) {
  const t = useTranslate('onAir')
  const { number, signed, duration } = useFormat()
  const { riseOfOthers, longestWithoutReadingMs } = show
  const sends = (['sent', 'delivered', 'refused', 'unknown'] as const)
    .filter((word) => word === 'sent' || word === 'delivered' || show[word] > 0)
    .map((word) => t(`show.${word}`, { number: number(show[word]) }))
  return (
    <InlineList>
      {[
        ...sends,
        riseOfOthers === null ? t('show.viewersNotKnown') : t('show.viewers', { number: signed(riseOfOthers) }),
        longestWithoutReadingMs === null
          ? t('show.gapNotKnown')
          : t('show.gap', { time: duration(longestWithoutReadingMs) }),
      ]}
    </InlineList>
  )
}

/** Returns a function that formats the times of a show: `20:00:04 – 22:31:40`. */
export function useTimesOfShow() {
  const { time } = useFormat()
  return ({ startedAt, endedAt }: Show) => `${time(startedAt)} – ${time(endedAt)}`
}
