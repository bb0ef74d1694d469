import { dynamicKey } from '../../../i18n/keys.ts'
import { useContext, useId, useState } from 'react'
import { useFailedReads } from '../../../platform/requests.ts'
import { useFieldProblem } from '../../../i18n/field-problem.ts'
import { useTranslate } from '../../../i18n/translate.ts'
import { Button } from '../../../ui/Button.tsx'
import { Dialog } from '../../../ui/Dialog.tsx'
import { TextField } from '../../../ui/TextField.tsx'
import { useDeck } from '../store.ts'
import { GiftFields } from './GiftFields.tsx'
import { HotkeyField } from './HotkeyField.tsx'
import { AppearanceFields } from './AppearanceFields.tsx'
import { TileFace } from './TileFace.tsx'
import { AllActions } from '../../../platform/actions.ts'
import { hotkeyConflict } from './hotkey-conflict.ts'
import { draftProblems, numberOf, type KeyDraft } from './key-draft.ts'
import { Check } from 'lucide-react'
import { RadioGroup } from 'radix-ui'
import { type KeyColour, keyColourSchema } from '../../../../shared/contract/deck.ts'
import { keyFill } from '../KeyFace.tsx'

interface KeyEditorProps {
  start: KeyDraft
  isNew: boolean
  /** Returns what is wrong with the resulting deck; null if it was saved. */
  onSave: (draft: KeyDraft) => string | null
  onClose: () => void
}

/** Renders all fields of one key and a preview that follows the input. */
export function KeyEditor({ start: given, isNew, onSave, onClose }: KeyEditorProps) {
  const t = useTranslate('editor')
  const problem = useFieldProblem()
  // Keep the key as it was when the sheet opened. A new key is created once only, because every call gives a new id.
  const [start] = useState(given)
  const [draft, setDraft] = useState(start)
  const [refused, setRefused] = useState<string | null>(null)
  const unread = useFailedReads('catalogue.tencent', 'catalogue.zego')
  const pages = useDeck((deck) => deck.pages) ?? []
  const problems = draftProblems(draft)
  const allActions = useContext(AllActions)
  const conflict =
    draft.hotkey === undefined ? null : hotkeyConflict({ pages, actions: allActions() }, draft.id, draft.hotkey)
  const isReady = Object.keys(problems).length === 0 && conflict === null
  const isDirty = JSON.stringify(draft) !== JSON.stringify(start)
  const change = (part: Partial<KeyDraft>) => setDraft({ ...draft, ...part })
  const wrong = (field: string) => (problems[field] === undefined ? undefined : problem(problems[field]))
  const save = () => {
    const why = onSave({ ...draft, label: draft.label.trim(), icon: draft.icon.trim() })
    setRefused(why === null ? null : problem(why))
  }

  return (
    <Dialog
      open
      onOpenChange={onClose}
      isChanged={isDirty}
      failedReads={unread}
      place="sheet"
      title={t(isNew ? 'add' : 'change')}
      footer={
        <>
          <output className="min-w-0 flex-1 text-bad">{refused}</output>
          <Button variant="quiet" onClick={onClose}>
            {t('cancel')}
          </Button>
          <Button variant="accent" disabled={!isReady || !(isDirty || isNew)} onClick={save}>
            {t(isNew ? 'addNow' : 'save')}
          </Button>
        </>
      }
    >
      <form
        noValidate
        className="flex flex-col gap-5"
        onSubmit={(event) => {
          event.preventDefault()
          if (isReady) save()
        }}
      >
        <div className="top-0 z-10 flex justify-center rounded-m bg-ground p-3 [@media(min-height:640px)]:sticky">
          <div className="w-26">
            <TileFace deckKey={{ ...draft, label: draft.label.trim() === '' ? t('noName') : draft.label }} />
          </div>
        </div>
        <GiftFields draft={draft} wrong={wrong} onChange={setDraft} />
        <TextField
          label={t('name')}
          maxLength={40}
          value={draft.label}
          error={draft.gifts.length > 0 ? wrong('label') : undefined}
          onChange={(label) => change({ label })}
        />
        <AppearanceFields draft={draft} wrong={wrong} onChange={change} />
        <ColourField colour={draft.colour} onChange={(colour) => change({ colour })} />
        <TextField
          label={t('multiplier')}
          hint={t('multiplierHint')}
          inputMode="numeric"
          placeholder="1"
          value={String(draft.multiplier ?? '')}
          error={wrong('multiplier')}
          onChange={(text) => change({ multiplier: numberOf(text) })}
        />
        <HotkeyField hotkey={draft.hotkey} conflict={conflict} onChange={(hotkey) => change({ hotkey })} />
      </form>
    </Dialog>
  )
}

const none = 'none'

function ColourField(props: { colour: KeyColour | undefined; onChange: (colour: KeyColour | undefined) => void }) {
  const t = useTranslate('editor')
  const id = useId()
  return (
    <div className="flex flex-col gap-1">
      <span id={id} className="text-ink-2">
        {t('colour.label')}
      </span>
      <RadioGroup.Root
        aria-labelledby={id}
        value={props.colour ?? none}
        onValueChange={(next) => props.onChange(keyColourSchema.options.find((colour) => colour === next))}
        className="flex flex-wrap gap-2"
      >
        {[none, ...keyColourSchema.options].map((colour) => (
          <RadioGroup.Item
            key={colour}
            value={colour}
            aria-label={t(dynamicKey<'editor'>(`colour.${colour}`))}
            className={[
              'grid size-8 place-items-center rounded-m border border-line-strong data-[state=checked]:ring-2 data-[state=checked]:ring-accent',
              colour === none ? 'bg-raised' : keyFill[colour as KeyColour],
            ].join(' ')}
          >
            <RadioGroup.Indicator>
              <Check className="size-4" aria-hidden />
            </RadioGroup.Indicator>
          </RadioGroup.Item>
        ))}
      </RadioGroup.Root>
    </div>
  )
}
