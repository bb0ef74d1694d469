import { memo } from 'react'
import type { DeckKey } from '../../../shared/contract/deck.ts'
import { useFormat } from '../../i18n/format.ts'
import { useWords } from '../../i18n/words.ts'
import { KeyMark } from './KeyMark.tsx'
import type { Mark } from './marks.ts'
import { press } from './press.ts'
import type { Hindrance } from './store.ts'

interface KeyButtonProps {
  deckKey: DeckKey
  position: number
  mark: Mark
  pressed: boolean
  why: Hindrance | null
  armed: boolean
  reachable: boolean
  onReach: (position: number) => void
}

const base = [
  'group relative flex aspect-square w-full flex-col items-center overflow-hidden rounded-l px-1.5 pt-1 pb-1.5',
  'text-center shadow-raised transition-[background-color,scale] duration-120 active:scale-[0.97]',
].join(' ')

/** Remembered, since the lanes' news redraw the grid up to ten times a second. */
export const KeyButton = memo(function KeyButton({
  deckKey,
  position,
  mark,
  pressed,
  why,
  armed,
  reachable,
  onReach,
}: KeyButtonProps) {
  const words = useWords('deck')
  const app = useWords('app')
  const { number } = useFormat()
  const { label, icon, coins, vendor } = deckKey
  const hotkey = position < 9 ? String(position + 1) : undefined
  const spoken = [
    label,
    ...(coins === undefined ? [] : [words('coins', { coins: number(coins), count: coins })]),
    ...(why === null ? [] : [words(`why.${why}`)]),
    ...(mark.running > 0 ? [words('running', { count: mark.running })] : []),
    ...(mark.trouble === undefined ? [] : [words('troubled', { count: mark.troubles })]),
  ]
  const small = [
    ...(vendor === 'zego' ? [app('vendor.zego')] : []),
    ...(coins === undefined ? [] : [words('price', { coins: number(coins) })]),
  ].join(' · ')
  const face =
    why !== null
      ? 'striped bg-panel text-ink-3'
      : armed
        ? 'bg-live-soft hover:bg-live-fill/30'
        : 'bg-raised hover:bg-hover'
  return (
    <button
      type="button"
      data-key={deckKey.id}
      tabIndex={reachable ? 0 : -1}
      aria-disabled={why !== null}
      aria-keyshortcuts={hotkey}
      onFocus={() => onReach(position)}
      onClick={() => void press(deckKey)}
      className={`${base} ${face}`}
    >
      <span className="sr-only">{spoken.join(', ')}</span>
      <span aria-hidden className="flex h-4 w-full items-center justify-between leading-4 text-ink-3">
        {hotkey ?? <span />}
        <KeyMark mark={mark} />
      </span>
      <span
        className={`flex min-h-0 flex-1 items-center text-[28px] leading-none ${why === null ? '' : 'grayscale opacity-60'}`}
        aria-hidden
      >
        {icon}
      </span>
      <span aria-hidden className="w-full truncate leading-4 font-medium">
        {label}
      </span>
      <span aria-hidden className="h-4 w-full truncate leading-4 text-ink-3">
        {why === null ? small : words(`why.${why}`)}
      </span>
      <span
        aria-hidden
        className={[
          'absolute inset-x-0 bottom-0 h-[3px] group-active:opacity-100',
          armed ? 'bg-live-fill' : 'bg-accent',
          pressed || mark.running > 0 ? 'opacity-100' : 'opacity-0',
        ].join(' ')}
      />
    </button>
  )
})
