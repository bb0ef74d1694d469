import { Plus, X } from 'lucide-react'
import { useState } from 'react'
import type { Vendor } from '../../../../shared/contract/fields.ts'
import { useTranslate } from '../../../i18n/translate.ts'
import { Button } from '../../../ui/Button.tsx'
import { useStatus } from '../../status/store.ts'
import { useDeck } from '../store.ts'
import { GiftPicker } from './GiftPicker.tsx'
import { type KeyDraft, withGift, numberOf } from './key-draft.ts'
import type { KeyGift } from '../../../../shared/contract/deck.ts'
import { IconButton } from '../../../ui/IconButton.tsx'
import { TextField } from '../../../ui/TextField.tsx'
import { useCatalogues } from '../catalogues.ts'

interface GiftFieldsProps {
  draft: KeyDraft
  wrong: (field: string) => string | undefined
  onChange: (draft: KeyDraft) => void
}

const otherVendor = (vendor: Vendor): Vendor => (vendor === 'tencent' ? 'zego' : 'tencent')

/** Renders the fields of a key's gift, or of two gifts (one of each vendor) that one press fires together. */
export function GiftFields({ draft, wrong, onChange }: GiftFieldsProps) {
  const t = useTranslate('editor')
  const app = useTranslate('app')
  const connected = useStatus(({ status }) => status?.connections.map(({ vendor }) => vendor).join(' ') ?? '')
  const here = connected.split(' ').filter((vendor): vendor is Vendor => vendor !== '')
  /** The gift that is being chosen from the catalogue. */
  const [picking, setPicking] = useState<number | null>(draft.gifts.length === 0 ? 0 : null)
  const [first] = draft.gifts
  const second = first === undefined ? undefined : otherVendor(first.vendor)

  const vendorsFor = (nth: number): Vendor[] => {
    const other = draft.gifts[nth === 0 ? 1 : 0]
    if (other !== undefined) return [otherVendor(other.vendor)]
    return here.length > 0 ? here : ['tencent', 'zego']
  }
  const picker = (nth: number) => (
    <GiftPicker
      vendors={vendorsFor(nth)}
      onCancel={draft.gifts.length > 0 ? () => setPicking(null) : undefined}
      onChoose={({ vendor, giftId, coins, name, value: listed }) => {
        const value = vendor === 'zego' ? { value: listed ?? draft.gifts[nth]?.value ?? 1 } : {}
        const icon = useDeck
          .getState()
          .keys?.find((key) => key.gifts.some((gift) => gift.vendor === vendor && gift.giftId === giftId))?.icon
        const gift = { vendor, giftId, ...value, ...(coins === null ? {} : { coins }) }
        onChange(withGift(draft, nth, gift, { name, icon }))
        setPicking(null)
      }}
    />
  )

  return (
    <fieldset className="flex min-w-0 flex-col gap-2">
      <legend className="mb-1 text-ink-2">{t(draft.gifts.length > 1 ? 'gifts' : 'gift')}</legend>
      {draft.gifts.map((gift, nth) =>
        picking === nth ? (
          <div key={nth}>{picker(nth)}</div>
        ) : (
          <GiftField
            key={nth}
            gift={gift}
            wrong={(field) => wrong(`gifts.${nth}.${field}`)}
            onPick={() => setPicking(nth)}
            onChange={(next) => onChange(withGift(draft, nth, next))}
            onRemove={
              draft.gifts.length > 1 ? () => onChange({ ...draft, gifts: draft.gifts.toSpliced(nth, 1) }) : undefined
            }
          />
        ),
      )}
      {picking === draft.gifts.length && picker(picking)}
      {draft.gifts.length === 1 && picking === null && second !== undefined && here.includes(second) && (
        <div>
          <Button className="h-auto! min-h-8 max-w-full whitespace-normal!" onClick={() => setPicking(1)}>
            <Plus aria-hidden />
            {t('second', { vendor: app(`vendor.${second}`) })}
          </Button>
        </div>
      )}
      {draft.gifts.length > 1 && <p className="text-ink-3">{t('bothHint')}</p>}
    </fieldset>
  )
}

interface GiftFieldProps {
  gift: KeyGift
  wrong: (field: string) => string | undefined
  onPick: () => void
  onChange: (gift: KeyGift) => void
  onRemove: (() => void) | undefined
}

/** Renders a chosen gift and the fields that the vendor's list does not provide. */
function GiftField({ gift, wrong, onPick, onChange, onRemove }: GiftFieldProps) {
  const t = useTranslate('editor')
  const app = useTranslate('app')
  const { vendor, giftId, value, coins } = gift
  const catalogue = useCatalogues((catalogues) => catalogues[vendor])
  // Use a vendor's list only: a list that was made from the deck holds the keys' names, not the gifts' names.
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
            {t('pick')}
          </Button>
          {onRemove !== undefined && (
            <IconButton label={t('removeGift', { gift: giftId })} icon={<X />} onClick={onRemove} />
          )}
        </span>
      </div>
      {idProblem !== undefined && <p className="text-bad">{idProblem}</p>}
      <div className="flex gap-2">
        {vendor === 'zego' && (
          <TextField
            label={t('value')}
            hint={t('valueHint')}
            inputMode="numeric"
            placeholder="1"
            value={String(value ?? '')}
            error={wrong('value')}
            onChange={(text) => onChange({ ...gift, value: numberOf(text) })}
            className="flex-1"
          />
        )}
        <TextField
          label={t('coins')}
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
