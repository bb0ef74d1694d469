import type { DeckKey } from '../../../../shared/contract/deck.ts'
import { useTranslate } from '../../../i18n/translate.ts'
import { KeyFace, keyFill } from '../KeyFace.tsx'
import { digitOf } from '../hotkey.ts'
import { useKeyLabels } from '../use-key-words.ts'

interface TileFaceProps {
  deckKey: DeckKey
  /** The key's index on its page; undefined in a preview and while the key is dragged. */
  position?: number
  lifted?: boolean
  /** True if the vendor's list does not have the key's gift. */
  unlisted?: boolean
  compact?: boolean
}

/** Renders a key as it looks in use, without its status icons. */
export function TileFace({ deckKey, position, lifted = false, unlisted = false, compact = false }: TileFaceProps) {
  const t = useTranslate('deck')
  const { small } = useKeyLabels()
  const hotkey = deckKey.hotkey ?? (position === undefined ? undefined : digitOf(deckKey, position))
  return (
    <span
      data-low={compact || undefined}
      className={[
        '@container flex w-full flex-col items-center overflow-hidden rounded-l px-1.5 pt-1 pb-1.5 text-center',
        compact ? 'h-20' : 'aspect-square',
        deckKey.colour === undefined ? 'bg-raised' : keyFill[deckKey.colour],
        lifted ? 'shadow-float' : 'shadow-raised',
        unlisted ? 'striped' : '',
      ].join(' ')}
    >
      <KeyFace
        deckKey={deckKey}
        left={hotkey}
        small={unlisted ? t('why.unlisted') : small(deckKey, deckKey.multiplier ?? 1)}
      />
    </span>
  )
}
