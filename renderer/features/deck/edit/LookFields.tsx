import { X } from 'lucide-react'
import { useState } from 'react'
import { useWords } from '../../../i18n/words.ts'
import { Button } from '../../../ui/Button.tsx'
import { TextField } from '../../../ui/TextField.tsx'
import { ChooseFile } from './ChooseFile.tsx'
import type { KeyDraft } from './key-draft.ts'
import { scaleImage } from './scale-image.ts'

interface LookFieldsProps {
  draft: KeyDraft
  wrong: (field: string) => string | undefined
  onChange: (part: Partial<KeyDraft>) => void
}

const suggested = ['🎁', '🌹', '💖', '☕', '🚀', '🎆', '🏰', '👑', '💎', '🎉', '🔥', '⭐', '🦄', '🍩', '🏆', '🪖']

/** An emoji or a few letters; a picture takes their place on the key. */
export function LookFields({ draft, wrong, onChange }: LookFieldsProps) {
  const words = useWords('editor')
  const [unreadable, setUnreadable] = useState(false)
  const choose = async (file: File) => {
    const image = await scaleImage(file)
    setUnreadable(image === null)
    if (image !== null) onChange({ image })
  }
  return (
    <div className="flex flex-col gap-2">
      <TextField
        label={words('icon')}
        maxLength={16}
        value={draft.icon}
        error={wrong('icon')}
        onChange={(icon) => onChange({ icon })}
        className="[&_input]:w-20"
      />
      <fieldset aria-label={words('icons')} className="grid grid-cols-8 gap-1">
        {suggested.map((icon) => (
          <button
            key={icon}
            type="button"
            aria-pressed={draft.icon === icon}
            onClick={() => onChange({ icon })}
            className={`grid h-8 place-items-center rounded-m font-icon text-title hover:bg-hover ${draft.icon === icon ? 'bg-accent-soft ring-2 ring-accent' : 'bg-raised'}`}
          >
            {icon}
          </button>
        ))}
      </fieldset>
      <div className="flex flex-wrap items-center gap-2">
        <ChooseFile
          label={words(draft.image === undefined ? 'picture' : 'otherPicture')}
          accept="image/*"
          onChoose={(file) => void choose(file)}
        />
        {draft.image !== undefined && (
          <Button look="quiet" onClick={() => onChange({ image: undefined })}>
            <X aria-hidden />
            {words('noPicture')}
          </Button>
        )}
      </div>
      <p className={unreadable ? 'text-bad' : 'text-ink-3'} role={unreadable ? 'alert' : undefined}>
        {words(unreadable ? 'pictureUnreadable' : 'pictureHint')}
      </p>
    </div>
  )
}
