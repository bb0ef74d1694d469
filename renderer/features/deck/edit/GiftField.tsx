import { X } from 'lucide-react'
import type { KeyGift } from '../../../../shared/contract/deck.ts'
import { useWords } from '../../../i18n/words.ts'
import { Button } from '../../../ui/Button.tsx'
import { IconButton } from '../../../ui/IconButton.tsx'
import { TextField } from '../../../ui/TextField.tsx'
import { useCatalogues } from '../catalogues.ts'
import { numberOf } from './key-draft.ts'

interface GiftFieldProps {
  gift: KeyGift
  wrong: (field: string) => string | undefined
  onPick: () => void
  onChange: (gift: KeyGift) => void
  onRemove: (() => void) | undefined
}

/** A chosen gift: what it is, and what the vendor's list cannot know. */
export function GiftField({ gift, wrong, onPick, onChange, onRemove }: GiftFieldProps) {
  const words = useWords('editor')
  const app = useWords('app')
  const { vendor, giftId, value, coins } = gift
  const catalogue = useCatalogues((catalogues) => catalogues[vendor])
  // A list made of the keys has their names, which are no name of the gift.
  const listed = catalogue?.source === 'vendor' && catalogue.gifts.find((one) => one.giftId === giftId)
  const idProblem = wrong('giftId')
  return (
    <div className="flex flex-col gap-2 rounded-m border border-line p-2">
      <div className="flex flex-wrap items-center gap-2">
        <p className="min-w-0 flex-1 basis-40 truncate">
          <span className="font-medium">{listed ? listed.name : giftId}</span>{' '}
          <span className="text-ink-3">
            {app(`vendor.${vendor}`)}
            {listed && ` · ${giftId}`}
          </span>
        </p>
        <span className="ml-auto flex items-center gap-2">
          <Button size="s" onClick={onPick}>
            {words('pick')}
          </Button>
          {onRemove !== undefined && (
            <IconButton label={words('removeGift', { gift: giftId })} icon={<X />} onClick={onRemove} />
          )}
        </span>
      </div>
      {idProblem !== undefined && <p className="text-bad">{idProblem}</p>}
      <div className="flex gap-2">
        {vendor === 'zego' && (
          <TextField
            label={words('value')}
            hint={words('valueHint')}
            inputMode="numeric"
            placeholder="1"
            value={String(value ?? '')}
            error={wrong('value')}
            onChange={(text) => onChange({ ...gift, value: numberOf(text) })}
            className="flex-1"
          />
        )}
        <TextField
          label={words('coins')}
          inputMode="numeric"
          placeholder="–"
          value={String(coins ?? '')}
          error={wrong('coins')}
          onChange={(text) => onChange({ ...gift, coins: numberOf(text) })}
          className="flex-1"
        />
      </div>
    </div>
  )
}
