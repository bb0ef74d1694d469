import type { ReactNode } from 'react'
import type { DeckKey } from '../../../shared/contract/deck.ts'

interface KeyFaceProps {
  deckKey: Pick<DeckKey, 'label' | 'icon' | 'image'>
  /** The corners above the icon. */
  left?: ReactNode
  right?: ReactNode
  /** The small line under the name. */
  small: string
  /** Cannot be used now. */
  dim?: boolean
  compact?: boolean
}

/** What a key looks like, in use, in edit mode and in the preview. Its name in words is the caller's. */
export function KeyFace({ deckKey, left, right, small, dim = false, compact = false }: KeyFaceProps) {
  const { label, icon, image } = deckKey
  return (
    <span aria-hidden className="contents">
      <span className={`flex h-4 w-full items-center justify-between leading-4 ${dim ? 'text-ink-3' : 'text-ink-2'}`}>
        {left ?? <span />}
        {right}
      </span>
      <span className={`flex min-h-0 flex-1 items-center justify-center ${dim ? 'grayscale opacity-60' : ''}`}>
        {image === undefined ? (
          <span className={compact ? 'text-[19px] leading-none' : 'text-[clamp(28px,30cqw,44px)] leading-none'}>
            {icon}
          </span>
        ) : (
          <img
            src={image}
            alt=""
            draggable={false}
            className={`rounded-s object-cover ${compact ? 'size-6' : 'size-[clamp(36px,40cqw,60px)]'}`}
          />
        )}
      </span>
      <span className="w-full truncate leading-4 font-medium @min-[120px]:text-body @min-[120px]:leading-5">
        {label}
      </span>
      <span className={`h-4 w-full truncate leading-4 ${dim ? 'text-ink-3' : 'text-ink-2'}`}>{small}</span>
    </span>
  )
}
