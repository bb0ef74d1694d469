import { memo, useEffect, useRef, type KeyboardEvent, type MouseEvent, type PointerEvent, useState } from 'react'
import { shallow } from 'zustand/shallow'
import type { DeckKey } from '../../../shared/contract/deck.ts'
import { useTranslate } from '../../i18n/translate.ts'
import { holdsOthers, type KeyPress } from '../../platform/keyboard/read-key.ts'
import { isBehindDialog, pressOf } from '../../platform/keyboard/focus-target.ts'
import { isBare, useSingleKeyShortcuts } from '../../ui/single-key-shortcuts.ts'
import { KeyFace, keyFill } from './KeyFace.tsx'
import type { KeyBlockedReason } from './blocked-reason.ts'
import { endHold, endHoldOf, holdByPointer, pressByKeyboard, type Hold, useCombo } from './hold.ts'
import { digitOf } from './hotkey.ts'
import type { KeyStatus } from './key-status.ts'
import { press } from './press.ts'
import { useKeyLabels } from './use-key-words.ts'
import { useFormat } from '../../i18n/format.ts'
import { Check, LoaderCircle } from 'lucide-react'
import { stateLook } from '../../ui/Chip.tsx'
import { textTone } from '../../ui/tones.ts'

interface KeyButtonProps {
  deckKey: DeckKey
  position: number
  times: number
  keyStatus: KeyStatus
  pressed: boolean
  why: KeyBlockedReason | null
  /** True if the vendor's catalogue does not list the gift. The key still fires, because the vendor decides. */
  unlisted: boolean
  armed: boolean
  compact: boolean
  reachable: boolean
  onReach: (position: number) => void
}

const base = [
  'group @container relative flex w-full touch-manipulation flex-col items-center overflow-hidden rounded-l px-1.5 pt-1 pb-1.5',
  'text-center shadow-raised transition-[background-color,scale,filter] duration-120 select-none active:scale-[0.97]',
].join(' ')

/** Compares the content of `keyStatus` and `why`, because these objects are created anew with every receipt. */
const looksTheSame = (a: KeyButtonProps, b: KeyButtonProps) =>
  shallow({ ...a, keyStatus: null, why: null }, { ...b, keyStatus: null, why: null }) &&
  shallow(a.keyStatus, b.keyStatus) &&
  shallow(a.why, b.why)

/** Renders one key. It is memoized, so that a change of one key renders only that key again. */
export const KeyButton = memo(function KeyButton(props: KeyButtonProps) {
  const { deckKey, position, times, keyStatus, pressed, why, unlisted, armed, compact, reachable, onReach } = props
  const t = useTranslate('deck')
  const { small, reason, spoken } = useKeyLabels()
  const hold = useHold(deckKey)
  const chosen = deckKey.hotkey ?? digitOf(deckKey, position)
  const isOff = useSingleKeyShortcuts(({ on }) => !on && chosen !== undefined && isBare(chosen))
  const hotkey = isOff ? undefined : chosen
  const whyWords = why !== null ? reason(deckKey, why) : unlisted ? t('why.unlisted') : null
  return (
    <button
      type="button"
      data-key={deckKey.id}
      data-low={compact || undefined}
      tabIndex={reachable ? 0 : -1}
      aria-disabled={why !== null}
      aria-keyshortcuts={hotkey}
      onFocus={() => onReach(position)}
      {...hold}
      className={`${base} ${compact ? 'h-20' : 'aspect-square'} ${faceOf(props)}`}
    >
      <span className="sr-only">{spoken(deckKey, { times, keyStatus, why: whyWords })}</span>
      <KeyFace
        deckKey={deckKey}
        left={hotkey}
        right={<KeyMark keyStatus={keyStatus} />}
        small={whyWords ?? small(deckKey, times)}
        dim={why !== null}
      />
      <Combo keyId={deckKey.id} />
      <span
        aria-hidden
        className={[
          'absolute inset-x-0 bottom-0 h-[3px] group-active:opacity-100',
          armed ? 'bg-live-fill' : 'bg-accent',
          pressed || keyStatus.running > 0 ? 'opacity-100' : 'opacity-0',
        ].join(' ')}
      />
    </button>
  )
}, looksTheSame)

/** Returns the class names of a key's colours. The colour of an armed live room takes priority over the key's own. */
function faceOf({ deckKey, why, unlisted, armed }: KeyButtonProps) {
  const stripes = why !== null || unlisted ? 'striped' : ''
  if (why !== null) return `${stripes} bg-panel text-ink-3`
  if (armed) return `${stripes} bg-live-soft hover:bg-live-fill/30`
  const { colour } = deckKey
  return `${stripes} ${colour === undefined ? 'bg-raised hover:bg-hover' : `${keyFill[colour]} hover:brightness-110`}`
}

const isEnterOrSpace = ({ name }: KeyPress) => name === 'Enter' || name === ' ' || name === 'Space'

/** Returns the event handlers of a key. A short press is one press; a long press repeats until the release. */
function useHold(deckKey: DeckKey) {
  const held = useRef<Hold | null>(null)
  useEffect(() => () => endHoldOf(deckKey.id), [deckKey.id])
  return {
    onPointerDown: (event: PointerEvent) => {
      if (event.button === 0 && event.isPrimary) held.current = holdByPointer(deckKey)
    },
    // The hold listens for the release on the window, so no handler for it is needed here.
    onPointerLeave: endHold,
    onContextMenu: (event: MouseEvent) => {
      // A finger that holds a key must not open the context menu.
      if (held.current !== null && held.current.presses > 0) event.preventDefault()
    },
    onClick: (event: MouseEvent) => {
      // A screen reader's click has no pointer (`detail` is 0) and is always a press.
      const endsHold = event.detail > 0 && (held.current?.presses ?? 0) > 0
      held.current = null
      if (!endsHold) void press(deckKey)
    },
    onKeyDown: (event: KeyboardEvent) => {
      const press = pressOf(event.nativeEvent)
      if (press === null || !isEnterOrSpace(press)) return
      // Prevent the default with modifiers too: the browser would make a click of the key press, and a click fires.
      event.preventDefault()
      if (!press.composing && !holdsOthers(press) && !isBehindDialog()) pressByKeyboard(deckKey, press)
    },
    onKeyUp: (event: KeyboardEvent) => {
      const press = pressOf(event.nativeEvent)
      if (press !== null && isEnterOrSpace(press)) event.preventDefault()
    },
  }
}

/** Renders how often the held key has fired so far. */
function Combo({ keyId }: { keyId: string }) {
  const count = useCombo((combo) => (combo.keyId === keyId ? combo.count : 0))
  const { number } = useFormat()
  if (count < 2) return null
  return (
    <span
      aria-hidden
      className="absolute top-0.5 right-0.5 rounded-full bg-accent px-2 text-body font-semibold text-accent-ink shadow-raised"
    >
      ×{number(count)}
    </span>
  )
}

/**
 * Renders the status icon in the key's corner. A failure has priority over running sends, and these over the tick. The
 * key's accessible name contains failures and running sends as text.
 */
function KeyMark({ keyStatus }: { keyStatus: KeyStatus }) {
  if (keyStatus.trouble !== undefined) {
    const { icon: Icon, tone } = stateLook[keyStatus.trouble.state]
    return <Icon className={`size-4 ${textTone[tone]}`} />
  }
  if (keyStatus.running > 0)
    return (
      <span className="flex items-center gap-0.5 text-busy">
        {keyStatus.running > 1 && keyStatus.running}
        {/* It turns only if one send takes long: the page would draw every frame of a busy stream. */}
        <LoaderCircle key={keyStatus.oldestRunning} className="size-3.5 animate-run-late" />
      </span>
    )
  return keyStatus.delivered > 0 ? <Tick at={keyStatus.deliveredAt} /> : null
}

const tickMs = 2_000
/** The tick stands still until now and fades then. An animation from the start would draw every frame for 2 s. */
const fadeAfterMs = 1_300

/**
 * Renders the tick for 2 s after the last delivery; not for one from before the page loaded or the key became visible.
 * While deliveries follow each other, the tick stays as it is and nothing is drawn.
 */
function Tick({ at }: { at: number }) {
  const [fading, setFading] = useState(0)
  const [over, setOver] = useState(() => (at > performance.timeOrigin && Date.now() - at < tickMs ? 0 : at))
  useEffect(() => {
    // A host with another clock may report a delivery from the future.
    const age = Math.max(0, Date.now() - at)
    const fade = setTimeout(() => setFading(at), fadeAfterMs - age)
    const end = setTimeout(() => setOver(at), tickMs - age)
    return () => {
      clearTimeout(fade)
      clearTimeout(end)
    }
  }, [at])
  return over === at ? null : <Check className={`size-4 text-ok ${fading === at ? 'animate-tick' : ''}`} />
}
