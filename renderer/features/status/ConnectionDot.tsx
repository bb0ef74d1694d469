import { memo } from 'react'
import type { ConnectionStatus } from '../../../shared/contract/status.ts'
import { useFormat } from '../../i18n/format.ts'
import { useGap, useTranslate } from '../../i18n/translate.ts'
import { useSentence } from '../../i18n/sentence.ts'
import { Tooltip } from '../../ui/Tooltip.tsx'
import { fillTone, textTone, type Tone } from '../../ui/tones.ts'

const tones: Record<ConnectionStatus['state'] | 'trouble' | 'unanswered', Tone> = {
  ready: 'ok',
  'needs-secrets': 'warn',
  paused: 'bad',
  trouble: 'warn',
  unanswered: 'warn',
}

/** In a dock the last round trip is cut if it does not fit beside the queue: one more line would move every key. */
const button = [
  'flex h-7 min-w-0 max-w-max basis-[min-content] flex-wrap items-center gap-x-1.5 overflow-hidden rounded-m px-1 whitespace-nowrap',
  'cockpit:max-w-none cockpit:grow-0 cockpit:basis-auto cockpit:flex-nowrap cockpit:overflow-visible',
].join(' ')

/** Renders a vendor's name, the state of its connection, and its last round trip. */
export const ConnectionDot = memo(function ConnectionDot({ connection }: { connection: ConnectionStatus }) {
  const t = useTranslate('status')
  const app = useTranslate('app')
  const { duration, number } = useFormat()
  const gap = useGap()
  const describeLately = (of: NonNullable<ConnectionStatus['lately']>) =>
    t('line.lately', {
      delivered: number(of.delivered),
      refused: number(of.refused + of.dropped),
      unknown: number(of.unknown),
    })
  const { vendor, state, lastRoundTripMs, trouble, roomId, lately } = connection
  const sentence = useSentence(trouble?.reason)
  // The connection may be ready, because counts are answered, while the last gift got no answer.
  const isUnanswered = lately?.last === 'unknown'
  const shown = state !== 'ready' ? state : trouble !== null ? 'trouble' : isUnanswered ? 'unanswered' : state
  const tone = tones[shown]
  const about = () => {
    if (trouble !== null) return sentence?.happened ?? trouble.message
    const of = t(`line.about.${shown === 'unanswered' ? shown : state}`, { room: roomId })
    return lately === undefined || lately.last === null ? of : `${of}${gap}${describeLately(lately)}`
  }
  return (
    <Tooltip label={about()}>
      <button type="button" className={`${button} ${shown === 'ready' ? 'grow' : 'grow-[1000]'}`}>
        <span className="flex h-7 max-w-full min-w-0 items-center gap-x-1.5">
          <span
            aria-hidden
            className={`size-2 shrink-0 ${shown === 'ready' ? 'rounded-full' : 'rounded-[2px]'} ${fillTone[tone]}`}
          />
          <span className="truncate text-ink-2">{app(`vendor.${vendor}`)}</span>
        </span>
        {/* In a small window the round trip is hidden, because the meters of the lanes are more important. */}
        <span
          className={`leading-7 shrink-[1000] truncate cockpit:min-w-10 ${shown === 'ready' ? 'text-ink-3 cockpit:max-wide:hidden' : textTone[tone]}`}
        >
          {shown === 'ready'
            ? lastRoundTripMs === null
              ? t('line.ready')
              : duration(lastRoundTripMs)
            : t(`line.${shown}`)}
        </span>
      </button>
    </Tooltip>
  )
})
