import { ArrowDown, ArrowUp, Trash2 } from 'lucide-react'
import type { DeckKey } from '../../../shared/contract/deck.ts'
import { useWords } from '../../i18n/words.ts'
import { IconButton } from '../../ui/IconButton.tsx'
import { TextField } from '../../ui/TextField.tsx'

interface EditKeyProps {
  deckKey: DeckKey
  isFirst: boolean
  isLast: boolean
  onChange: (key: DeckKey) => void
  onMove: (by: 1 | -1) => void
  onRemove: () => void
}

export function EditKey({ deckKey, isFirst, isLast, onChange, onMove, onRemove }: EditKeyProps) {
  const words = useWords('deck')
  const app = useWords('app')
  const { label, icon, vendor, giftId } = deckKey
  return (
    <li className="flex items-center gap-2">
      <TextField
        label={words('edit.icon', { label })}
        labelHidden
        maxLength={16}
        value={icon}
        onChange={(next) => onChange({ ...deckKey, icon: next })}
        className="w-12 [&_input]:text-center"
      />
      <TextField
        label={words('edit.name', { label })}
        labelHidden
        maxLength={40}
        value={label}
        onChange={(next) => onChange({ ...deckKey, label: next })}
        className="flex-1"
      />
      <span className="hidden w-36 truncate text-ink-3 cockpit:block">
        {app(`vendor.${vendor}`)} · {giftId}
      </span>
      <span className="flex">
        <IconButton
          label={words('edit.up', { label })}
          icon={<ArrowUp />}
          disabled={isFirst}
          onClick={() => onMove(-1)}
        />
        <IconButton
          label={words('edit.down', { label })}
          icon={<ArrowDown />}
          disabled={isLast}
          onClick={() => onMove(1)}
        />
        <IconButton label={words('edit.remove', { label })} icon={<Trash2 />} onClick={onRemove} />
      </span>
    </li>
  )
}
