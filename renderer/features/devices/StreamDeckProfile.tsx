import { Download } from 'lucide-react'
import { useState } from 'react'
import { download, fileNameOf } from '../../platform/download.ts'
import { useTranslate } from '../../i18n/translate.ts'
import { Button } from '../../ui/Button.tsx'
import { Select } from '../../ui/Select.tsx'
import { useDeck } from '../deck/store.ts'
import { deckModels, layOut, type DeckModel } from './stream-deck-layout.ts'
import { makeProfile } from './stream-deck-profile.ts'

const models = Object.keys(deckModels) as DeckModel[]
/** The keys that do not fit are named up to this number. */
const mostNamed = 5

/** Renders the form that makes a profile for the Stream Deck app from the deck of the room. */
export function StreamDeckProfile() {
  const t = useTranslate('devices')
  const room = useDeck((deck) => deck.room)
  const pages = useDeck((deck) => deck.pages)
  const [model, setModel] = useState<DeckModel>('standard')
  if (room === null || pages === null) return null
  const layout = layOut(pages, model)
  const { leftOut } = layout
  const count = pages.reduce((sum, { keys }) => sum + keys.length, 0) - leftOut.length
  const save = () =>
    download(
      new Blob([makeProfile({ room, model, layout })], { type: 'application/octet-stream' }),
      fileNameOf(room, 'streamDeckProfile'),
    )
  return (
    <section aria-label={t('profile.title')} className="mt-4 flex flex-col gap-3">
      <h3 className="font-medium">{t('profile.title')}</h3>
      <p className="text-pretty break-words text-ink-2">{t('profile.about', { room })}</p>
      <div className="flex flex-wrap items-end gap-2">
        <Select
          label={t('profile.model')}
          value={model}
          options={models.map((each) => ({ value: each, label: t(`profile.models.${each}`) }))}
          onChange={setModel}
          className="w-56 max-w-full"
        />
        <Button onClick={save}>
          <Download aria-hidden />
          {t('profile.button')}
        </Button>
      </div>
      <output className="flex flex-col gap-1">
        <span className="text-ink-3">
          {t('profile.keys', { count })} · {t('profile.pages', { count: layout.pages.length })}
        </span>
        {leftOut.length > 0 && (
          <span className="text-warn break-words">
            {t('profile.leftOut', { count: leftOut.length, names: namesOf(leftOut.map(({ label }) => label)) })}
          </span>
        )}
      </output>
    </section>
  )
}

const namesOf = (labels: readonly string[]) =>
  labels.slice(0, mostNamed).join(', ') + (labels.length > mostNamed ? '\u00a0…' : '')
