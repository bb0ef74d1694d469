import { Command } from 'cmdk'
import { Search } from 'lucide-react'
import { useEffect, useState } from 'react'
import type { Vendor } from '../../../../shared/contract/fields.ts'
import { useFormat } from '../../../i18n/format.ts'
import { useGap, useTranslate } from '../../../i18n/translate.ts'
import { useReadSentence } from '../../../i18n/sentence.ts'
import { Button } from '../../../ui/Button.tsx'
import { Quote } from '../../../ui/Quote.tsx'
import { Segmented } from '../../../ui/Segmented.tsx'
import { loadCatalogue, useCatalogues } from '../catalogues.ts'

interface Choice {
  vendor: Vendor
  giftId: string
  name: string
  coins: number | null
  /** ZEGO's Value of the gift, if the list has it. */
  value?: number | undefined
}

interface GiftPickerProps {
  vendors: readonly Vendor[]
  onChoose: (choice: Choice) => void
  onCancel: (() => void) | undefined
}

const row = 'flex min-h-8 items-center gap-2 rounded-s px-2 select-none data-[selected=true]:bg-hover'

/**
 * Renders the room's catalogue with a search. A gift id that is not listed can be typed, because the vendor decides.
 */
export function GiftPicker({ vendors, onChoose, onCancel }: GiftPickerProps) {
  const t = useTranslate('editor')
  const deck = useTranslate('deck')
  const app = useTranslate('app')
  const { number } = useFormat()
  const [chosen, setVendor] = useState<Vendor>(vendors[0] ?? 'tencent')
  const vendor = vendors.includes(chosen) ? chosen : (vendors[0] ?? 'tencent')
  const [search, setSearch] = useState('')
  const catalogue = useCatalogues((catalogues) => catalogues[vendor])
  useEffect(() => loadCatalogue(vendor), [vendor])
  const trouble = catalogue?.trouble
  const sentence = useReadSentence(trouble?.reason)
  const gap = useGap()
  const typed = search.trim()
  const listed = new Map((catalogue?.gifts ?? []).map((gift) => [`${gift.giftId} ${gift.value ?? ''}`, gift]))
  const isNew = typed !== '' && ![...listed.values()].some(({ giftId }) => giftId === typed)

  return (
    <div className="flex flex-col gap-2">
      {vendors.length > 1 && (
        <Segmented
          label={t('vendor')}
          value={vendor}
          options={vendors.map((one) => ({ value: one, label: app(`vendor.${one}`) }))}
          onChange={setVendor}
        />
      )}
      <Command label={t('gift')} loop className="overflow-hidden rounded-m border border-line bg-raised">
        <div className="flex items-center gap-2 border-b border-line px-2">
          <Search className="size-4 shrink-0 text-ink-3" aria-hidden />
          <Command.Input
            value={search}
            onValueChange={setSearch}
            placeholder={t('search')}
            className="h-9 min-w-0 flex-1 bg-transparent outline-none placeholder:text-ellipsis placeholder:text-ink-3"
          />
        </div>
        <Command.List label={t('gift')} className="max-h-56 overflow-y-auto p-1">
          {[...listed].map(([id, gift]) => (
            <Command.Item
              key={id}
              value={id}
              keywords={[gift.name]}
              onSelect={() => onChoose({ vendor, ...gift })}
              className={row}
            >
              <span className="min-w-0 flex-1 truncate">
                {gift.name} {gift.name !== gift.giftId && <span className="text-ink-2">{gift.giftId}</span>}
              </span>
              {gift.value !== undefined && (
                <span className="text-ink-2">{t('valueOf', { value: number(gift.value) })}</span>
              )}
              {gift.coins !== null && (
                <span className="text-ink-2">{deck('price', { coins: number(gift.coins) })}</span>
              )}
            </Command.Item>
          ))}
          {isNew && (
            <Command.Item
              forceMount
              value={`typed ${typed}`}
              onSelect={() => onChoose({ vendor, giftId: typed, name: typed, coins: null })}
              className={row}
            >
              <span className="min-w-0 truncate">{t('useId', { id: typed })}</span>
            </Command.Item>
          )}
        </Command.List>
        <p className="border-t border-line px-2 py-1.5 text-ink-3">
          {trouble === undefined ? (
            t(catalogue?.source === 'vendor' ? 'listVendor' : 'listManual')
          ) : (
            <>
              {t('listTrouble', { why: sentence?.happened ?? trouble.message })}
              {gap}
              {trouble.advice !== '' && `${sentence?.advice ?? trouble.advice}${gap}`}
              {t('listAny')}
              <Quote of={trouble} />
            </>
          )}
        </p>
      </Command>
      {onCancel !== undefined && (
        <div>
          <Button size="s" variant="quiet" onClick={onCancel}>
            {t('cancel')}
          </Button>
        </div>
      )}
    </div>
  )
}
