import { Circle, Radio, Unplug, type LucideIcon } from 'lucide-react'
import type { ComponentProps } from 'react'
import type { OnAir } from '../../../shared/contract/on-air.ts'
import { useFormat } from '../../i18n/format.ts'
import { stopwatch } from '../../i18n/formats.ts'
import { dynamicKey } from '../../i18n/keys.ts'
import { useTranslate } from '../../i18n/translate.ts'
import { softTone, type Tone } from '../../ui/tones.ts'
import { Tooltip } from '../../ui/Tooltip.tsx'
import { useNow } from '../../ui/use-now.ts'
import { isShowing, useOnAir } from './store.ts'

/** Returns who says what about the broadcast, and since when; empty while nobody has said anything. */
export function useAboutOnAir(): string {
  const t = useTranslate('status')
  const { time } = useFormat()
  const { state, source, since } = useOnAir()
  if (source === null || since === null) return ''
  return t(dynamicKey<'status'>(`onAir.about.${state}-${source}`), { time: time(since) })
}

type Said = Exclude<OnAir['state'], 'unknown'>

const looks: Record<Said, { Icon: LucideIcon; tone: Tone }> = {
  on: { Icon: Radio, tone: 'live' },
  off: { Icon: Circle, tone: 'idle' },
  'lost-while-on': { Icon: Unplug, tone: 'live' },
}

/**
 * In a dock the text beside the icon wraps out of sight if it does not fit beside the queue: one more line would move
 * every key.
 */
const size = [
  'h-6 max-w-max min-w-6 grow-[100] basis-6 flex-wrap justify-center overflow-hidden px-[5px]',
  'cockpit:shrink-0 cockpit:grow-0 cockpit:basis-auto cockpit:flex-nowrap cockpit:px-2.5',
].join(' ')

/** Renders the button of the menu. It accepts the menu's ref and props, as every trigger does. */
export function OnAirTrigger(given: ComponentProps<'button'>) {
  const t = useTranslate('status')
  const state = useOnAir(({ state: now }) => now)
  const about = useAboutOnAir()
  if (state === 'unknown') return null
  const { Icon, tone } = looks[state]
  return (
    <Tooltip label={about}>
      <button
        type="button"
        className={`${size} flex items-center gap-x-1.5 rounded-full font-semibold hover:brightness-115 ${softTone[tone]}`}
        {...given}
      >
        <span className="flex h-6 shrink-0 items-center gap-1.5">
          <Icon aria-hidden className="size-3.5 shrink-0" />
          {state === 'on' && <span className="sr-only tracking-wide cockpit:not-sr-only">{t('onAir.on')}</span>}
        </span>
        <span className="leading-6 whitespace-nowrap">
          {state === 'off' && <span className="tracking-wide">{t('onAir.off')}</span>}
          {state === 'lost-while-on' && (
            <>
              {t('onAir.lost-while-on')}
              <span className="sr-only broad:not-sr-only">
                {t('onAir.separator')}
                {t('onAir.still')}
              </span>
            </>
          )}
          {state === 'on' && <RunningTime />}
        </span>
      </button>
    </Tooltip>
  )
}

/** Renders how long viewers have been watching. */
function RunningTime() {
  const since = useOnAir((onAir) => (isShowing(onAir) ? onAir.since : null))
  const now = useNow(1_000)
  return since === null ? null : <span>{stopwatch(Math.max(0, now - Date.parse(since)))}</span>
}
