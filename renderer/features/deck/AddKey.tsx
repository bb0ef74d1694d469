import { Plus } from 'lucide-react'
import { useState } from 'react'
import type { DeckKey } from '../../../shared/contract/deck.ts'
import type { Vendor } from '../../../shared/contract/fields.ts'
import { useWords } from '../../i18n/words.ts'
import { Button } from '../../ui/Button.tsx'
import { Select } from '../../ui/Select.tsx'
import { TextField } from '../../ui/TextField.tsx'
import { useStatus } from '../status/store.ts'
import { useCatalogue } from './use-catalogue.ts'

const byHand = 'by hand'

/** A key from the room's catalogue, or any gift id: the catalogue advises and never blocks. */
export function AddKey({ onAdd }: { onAdd: (key: DeckKey) => void }) {
  const words = useWords('deck')
  const app = useWords('app')
  const status = useStatus((state) => state.status)
  const vendors = status?.connections.map(({ vendor }) => vendor) ?? []
  const [chosenVendor, setVendor] = useState<Vendor | null>(null)
  const vendor = chosenVendor ?? vendors[0] ?? 'tencent'
  const gifts = useCatalogue(vendor)
  const [giftId, setGiftId] = useState(byHand)
  const [typed, setTyped] = useState('')
  const gift = gifts.find((listed) => listed.giftId === giftId)
  const wanted = gift?.giftId ?? typed.trim()

  const add = () => {
    onAdd({
      id: crypto.randomUUID(),
      label: (gift?.name ?? wanted).slice(0, 40),
      icon: '🎁',
      vendor,
      giftId: wanted,
      ...(gift?.coins == null ? {} : { coins: gift.coins }),
    })
    setTyped('')
  }
  return (
    <form
      noValidate
      className="flex flex-wrap items-end gap-2 rounded-m bg-ground p-3"
      onSubmit={(event) => {
        event.preventDefault()
        if (wanted !== '') add()
      }}
    >
      {vendors.length > 1 && (
        <Select
          label={words('edit.vendor')}
          value={vendor}
          options={vendors.map((one) => ({ value: one, label: app(`vendor.${one}`) }))}
          onChange={(next) => {
            setVendor(next)
            setGiftId(byHand)
          }}
          className="w-28"
        />
      )}
      <Select
        label={words('edit.gift')}
        value={gift === undefined ? byHand : giftId}
        options={[
          { value: byHand, label: words('edit.byHand') },
          ...gifts.map((listed) => ({ value: listed.giftId, label: listed.name })),
        ]}
        onChange={setGiftId}
        className="min-w-32 flex-1"
      />
      {gift === undefined && (
        <TextField label={words('edit.giftId')} value={typed} onChange={setTyped} className="w-32" />
      )}
      <Button type="submit" disabled={wanted === ''}>
        <Plus aria-hidden />
        {words('edit.add')}
      </Button>
    </form>
  )
}
