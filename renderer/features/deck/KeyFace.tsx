import type { ReactNode } from 'react'
import type { DeckKey, KeyColour } from '../../../shared/contract/deck.ts'

interface KeyFaceProps {
  deckKey: Pick<DeckKey, 'label' | 'icon' | 'image'>
  /** The content of the corners above the icon. */
  left?: ReactNode
  right?: ReactNode
  /** The small line under the name. */
  small: string
  /** True if the key cannot be used now. */
  dim?: boolean
}

/** Renders the appearance of a key in use, in edit mode and in the preview. The caller provides the accessible name. */
export function KeyFace({ deckKey, left, right, small, dim = false }: KeyFaceProps) {
  const { label, icon, image } = deckKey
  return (
    <span aria-hidden className="contents">
      <span className={`flex h-4 w-full items-center justify-between leading-4 ${dim ? 'text-ink-3' : 'text-ink-2'}`}>
        {left ?? <span />}
        {right}
      </span>
      {/* The icon is as big as its container allows in width and height, so that it never overlaps the name. */}
      <span
        className={`flex min-h-0 w-full flex-1 items-center justify-center [container-type:size] ${dim ? 'grayscale opacity-60' : ''}`}
      >
        {image === undefined ? (
          <span className="font-icon text-[min(34cqw,92cqh,44px)] leading-none">{icon}</span>
        ) : (
          <img src={image} alt="" draggable={false} className="size-[min(45cqw,100cqh,60px)] rounded-s object-cover" />
        )}
      </span>
      <span className="w-full truncate leading-4 font-medium @min-[120px]:text-body @min-[120px]:leading-5">
        {label}
      </span>
      <span
        className={`-mx-1 min-h-4 w-[calc(100%+8px)] leading-4 line-clamp-2 in-data-low:line-clamp-1 ${dim ? 'text-ink-3' : 'text-ink-2'}`}
      >
        {small}
      </span>
    </span>
  )
}

/** The class name of each colour. The names are written in full, because Tailwind reads them from the source. */
export const keyFill: Record<KeyColour, string> = {
  red: 'bg-key-red',
  orange: 'bg-key-orange',
  yellow: 'bg-key-yellow',
  green: 'bg-key-green',
  teal: 'bg-key-teal',
  blue: 'bg-key-blue',
  violet: 'bg-key-violet',
  pink: 'bg-key-pink',
}
