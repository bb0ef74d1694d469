import { X } from 'lucide-react'
import { useState } from 'react'
import { useTranslate } from '../../../i18n/translate.ts'
import { Button } from '../../../ui/Button.tsx'
import { TextField } from '../../../ui/TextField.tsx'
import { ChooseFile } from './ImportDeck.tsx'
import type { KeyDraft } from './key-draft.ts'
import { largestImage } from '../../../../shared/contract/deck.ts'

interface LookFieldsProps {
  draft: KeyDraft
  wrong: (field: string) => string | undefined
  onChange: (part: Partial<KeyDraft>) => void
}

const suggested = ['🎁', '🌹', '💖', '☕', '🚀', '🎆', '🏰', '👑', '💎', '🎉', '🔥', '⭐', '🦄', '🍩', '🏆', '🪖']

/** Renders the fields for a key's appearance. The icon is an emoji or a few letters; a picture replaces the icon. */
export function AppearanceFields({ draft, wrong, onChange }: LookFieldsProps) {
  const t = useTranslate('editor')
  const [unreadable, setUnreadable] = useState(false)
  const choose = async (file: File) => {
    const image = await scaleImage(file)
    setUnreadable(image === null)
    if (image !== null) onChange({ image })
  }
  return (
    <div className="flex flex-col gap-2">
      <TextField
        label={t('icon')}
        maxLength={16}
        value={draft.icon}
        error={wrong('icon')}
        onChange={(icon) => onChange({ icon })}
        className="[&_input]:w-20"
      />
      <fieldset aria-label={t('icons')} className="grid grid-cols-8 gap-1">
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
          label={t(draft.image === undefined ? 'picture' : 'otherPicture')}
          accept="image/*"
          onChoose={(file) => void choose(file)}
        />
        {draft.image !== undefined && (
          <Button variant="quiet" onClick={() => onChange({ image: undefined })}>
            <X aria-hidden />
            {t('noPicture')}
          </Button>
        )}
      </div>
      <p className={unreadable ? 'text-bad' : 'text-ink-3'} role={unreadable ? 'alert' : undefined}>
        {t(unreadable ? 'pictureUnreadable' : 'pictureHint')}
      </p>
    </div>
  )
}

/** The side of a stored picture. It is sharp on a key of a screen with two pixels per CSS pixel. */
const sidePx = 112
const enoughBytes = 12 * 1024

/** Returns the picture, cut square and scaled down, as a data: URL; null if the browser cannot decode the file. */
async function scaleImage(file: Blob): Promise<string | null> {
  let bitmap: ImageBitmap
  try {
    bitmap = await createImageBitmap(file)
  } catch {
    return null
  }
  const canvas = document.createElement('canvas')
  canvas.width = sidePx
  canvas.height = sidePx
  const side = Math.min(bitmap.width, bitmap.height)
  const left = (bitmap.width - side) / 2
  const top = (bitmap.height - side) / 2
  const context = canvas.getContext('2d')
  if (context === null || side === 0) return null
  context.imageSmoothingQuality = 'high'
  context.drawImage(bitmap, left, top, side, side, 0, 0, sidePx, sidePx)
  bitmap.close()
  return smallest(canvas)
}

/** Encodes the picture at the best quality that is small enough. A browser that cannot encode webp returns png. */
function smallest(canvas: HTMLCanvasElement): string | null {
  let made = ''
  for (const quality of [0.85, 0.7, 0.5, 0.3]) {
    made = canvas.toDataURL('image/webp', quality)
    if (made.length <= enoughBytes) return made
  }
  return made.length <= largestImage ? made : null
}
