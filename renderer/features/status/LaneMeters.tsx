import type { Key } from '../../i18n/keys.ts'
import { memo, type CSSProperties } from 'react'
import type { Lane } from '../../../shared/contract/status.ts'
import { useFormat } from '../../i18n/format.ts'
import { useSentence } from '../../i18n/sentence.ts'
import { useTranslate } from '../../i18n/translate.ts'
import { Meter } from '../../ui/Meter.tsx'
import { Tooltip } from '../../ui/Tooltip.tsx'

/** The lanes on which gifts and texts are sent. Other lanes (reads, queries) are shown only if they have a problem. */
const sending: Record<string, Key<'status'>> = {
  send_gift: 'lane.gifts',
  send_text_msg: 'lane.messages',
  SendDanmakuGifts: 'lane.zego',
}

/** A message also counts against a limit for all rooms together. That lane is shown only once it slows this room. */
const isShown = ({ api, paused, slowed, queued }: Lane, position: number, lanes: readonly Lane[]) =>
  slowed ||
  queued > 0 ||
  (lanes.findIndex((lane) => lane.api === api) === position && (api in sending || paused !== null))

/** An empty first line, so that even the first meter can wrap out of sight. */
const wrapFirst = "before:-order-2 before:-mr-1 before:h-7 before:content-[''] wide:before:-mr-3"

/**
 * Meters that do not fit wrap onto a second line, which is clipped. A meter is therefore never cut, and the last one is
 * hidden first. Lanes with a problem are ordered first (`-order-1`), so they are hidden last. The meters shrink a million
 * times as fast as the rest: with a thousand, a vendor's name would lose a fraction of a pixel and be cut.
 */
export const LaneMeters = ({ lanes }: { lanes: readonly Lane[] }) => (
  <div
    className={`hidden h-7 min-w-0 shrink-[1000000] flex-wrap items-center gap-x-1 overflow-hidden cockpit:flex wide:gap-x-3 ${wrapFirst}`}
    // A hidden meter can get the focus and then scrolls into view. Scroll back when it loses the focus.
    onBlur={({ currentTarget }) => currentTarget.scrollTo(0, 0)}
  >
    {lanes.filter(isShown).map((lane) => (
      <LaneMeter key={lane.id} lane={lane} />
    ))}
  </div>
)

const LaneMeter = memo(function LaneMeter({ lane }: { lane: Lane }) {
  const t = useTranslate('status')
  const { number, duration } = useFormat()
  const { api, used, limit, queued, drainMs, paused, slowed } = lane
  const sentence = useSentence(paused?.reason)
  const word = sending[api]
  const name = word === undefined ? api : t(word)
  // Reserves the width of the lane's longest text, so that the bar does not move.
  const widest = 2 * number(limit).length + 1
  const isTroubled = paused !== null || slowed
  const tone = paused !== null ? 'bad' : slowed ? 'warn' : 'accent'
  const about =
    paused !== null
      ? (sentence?.happened ?? paused.message)
      : t(queued > 0 ? 'lane.aboutQueue' : 'lane.about', {
          api,
          used: number(used),
          limit: number(limit),
          queued: number(queued),
          time: duration(drainMs),
        })
  return (
    <Tooltip label={about}>
      <button
        type="button"
        className={`flex h-7 items-center gap-1.5 rounded-m px-1 whitespace-nowrap text-ink-2 -outline-offset-2 ${isTroubled ? '-order-1' : ''}`}
      >
        {name}
        <Meter label={name} value={used} max={limit} tone={tone} className="hidden w-8 wide:block broad:w-14" />
        <span
          className="text-left text-ink-3 wide:min-w-(--widest)"
          style={{ '--widest': `${widest}ch` } as CSSProperties}
        >
          {number(used)}/{number(limit)}
        </span>
        {slowed && <span className="text-warn">{t('lane.slowed')}</span>}
      </button>
    </Tooltip>
  )
})
