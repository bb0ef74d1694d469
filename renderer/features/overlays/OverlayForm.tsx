import type { ReactNode } from 'react'
import { overlayLanguages, overlayLooks } from '../../../shared/domain/overlays.ts'
import { readingOf } from '../../../shared/domain/goals.ts'
import { languages } from '../../i18n/i18n.ts'
import { useTranslate } from '../../i18n/translate.ts'
import { LabelledChoice } from '../../ui/Segmented.tsx'
import { Select } from '../../ui/Select.tsx'
import { Switch } from '../../ui/Switch.tsx'
import { TextField } from '../../ui/TextField.tsx'
import { goalsOfRoom } from '../counts/goals.ts'
import { useReceiverNames } from '../counts/receivers.ts'
import { useRoomReadings } from '../counts/room-readings.ts'
import { ViewersChoice } from '../counts/ViewersChoice.tsx'
import { rooms as roomList } from '../rooms/rooms-list.ts'
import { useStatus } from '../status/store.ts'
import { OverlayPreview } from './OverlayPreview.tsx'
import type { OverlayDraft } from './draft.ts'

interface OverlayFormProps {
  draft: OverlayDraft
  isNew: boolean
  problem: string | undefined
  onChange: (change: Partial<OverlayDraft>) => void
}

/** Renders the form of one overlay: its room, its look, and what it shows. */
export function OverlayForm({ draft, isNew, problem, onChange }: OverlayFormProps) {
  const t = useTranslate('overlays')
  const { items } = roomList.use()
  roomList.useLoaded()
  const rooms = [...new Set([draft.room, ...(items ?? []).map(({ name }) => name)])]
  const show = (change: Partial<OverlayDraft['show']>) => onChange({ show: { ...draft.show, ...change } })
  return (
    <div className="flex flex-col gap-4">
      <div className="grid items-start gap-3 cockpit:grid-cols-2">
        <TextField
          label={t('name')}
          placeholder={t('namePlaceholder')}
          maxLength={60}
          value={draft.name}
          error={problem}
          onChange={(name) => onChange({ name })}
        />
        <Select
          label={t('room')}
          value={draft.room}
          options={rooms.map((room) => ({ value: room, label: room }))}
          onChange={(room) => onChange({ room, goal: '', count: { ...draft.count, receiver: '' } })}
        />
        <LabelledChoice
          label={t('look.label')}
          value={draft.look}
          options={overlayLooks.map((look) => ({ value: look, label: t(`look.${look}`) }))}
          onChange={(look) => onChange({ look })}
        />
        <LabelledChoice
          label={t('language')}
          value={draft.language}
          options={overlayLanguages.map((language) => ({ value: language, label: languages[language] }))}
          onChange={(language) => onChange({ language })}
        />
      </div>
      <OverlayPreview look={draft.look} language={draft.language} show={draft.show} />
      <Part label={t('goal.label')} checked={draft.show.goal} onChange={(goal) => show({ goal })}>
        <GoalChoice draft={draft} onChange={onChange} />
      </Part>
      <Part label={t('count.label')} checked={draft.show.count} onChange={(count) => show({ count })}>
        <CountChoices draft={draft} onChange={onChange} />
      </Part>
      <Part
        label={t('alerts.label')}
        hint={t('alerts.hint')}
        checked={draft.show.alerts}
        onChange={(alerts) => show({ alerts })}
      />
      {!isNew && <p className="text-ink-3">{t('addressStays')}</p>}
    </div>
  )
}

interface PartProps {
  label: string
  hint?: string
  checked: boolean
  onChange: (checked: boolean) => void
  children?: ReactNode
}

/** Renders the switch of one part of the overlay, and its fields while it is on. */
const Part = ({ label, hint, checked, onChange, children }: PartProps) => (
  <section className="flex flex-col gap-3 border-t border-line pt-3">
    <Switch label={<span className="font-medium">{label}</span>} hint={hint} checked={checked} onChange={onChange} />
    {checked && children}
  </section>
)

type ChoiceProps = Pick<OverlayFormProps, 'draft' | 'onChange'>

/** A select has no empty value, so this one stands for it. */
const none = '-'

function GoalChoice({ draft, onChange }: ChoiceProps) {
  const t = useTranslate('overlays')
  const goals = useTranslate('goals')
  const { goals: ofActiveRoom } = goalsOfRoom.use()
  goalsOfRoom.useLoaded()
  const isActive = useStatus(({ status }) => status?.room === draft.room)
  const known = isActive ? (ofActiveRoom ?? []) : []
  // The goals of another room are not known here, so only the stored one can be kept.
  const kept = draft.goal === '' || known.some(({ id }) => id === draft.goal) ? [] : [draft.goal]
  return (
    <>
      <Select
        label={t('goal.which')}
        value={draft.goal === '' ? none : draft.goal}
        options={[
          { value: none, label: t('goal.first') },
          ...known.map(({ id, title }) => ({ value: id, label: title === '' ? goals('untitled') : title })),
          ...kept.map((id) => ({ value: id, label: t('goal.kept') })),
        ]}
        onChange={(goal) => onChange({ goal: goal === none ? '' : goal })}
      />
      {(!isActive || known.length === 0) && (
        <p className="text-ink-3">{t(isActive ? 'goal.noneYet' : 'goal.otherRoom')}</p>
      )}
    </>
  )
}

function CountChoices({ draft, onChange }: ChoiceProps) {
  const t = useTranslate('overlays')
  const goals = useTranslate('goals')
  const isActive = useStatus(({ status }) => status?.room === draft.room)
  const readings = useRoomReadings()
  const watched = useReceiverNames((state) => state.receivers) ?? []
  const { count } = draft
  const change = (next: Partial<OverlayDraft['count']>) => onChange({ count: { ...count, ...next } })
  const receivers = new Set([...(isActive ? watched.slice(1) : []), ...(count.receiver === '' ? [] : [count.receiver])])
  const reading = readingOf(count.receiver === '' ? {} : count, readings)
  return (
    <div className="grid items-start gap-3 cockpit:grid-cols-2">
      {receivers.size > 0 && (
        <Select
          label={goals('receiver')}
          value={count.receiver === '' ? none : count.receiver}
          options={[
            { value: none, label: t('count.roomsReceiver') },
            ...[...receivers].map((receiver) => ({ value: receiver, label: receiver })),
          ]}
          onChange={(receiver) => change({ receiver: receiver === none ? '' : receiver })}
        />
      )}
      <LabelledChoice
        label={goals('measure')}
        value={count.measure}
        options={(['gifts', 'coins'] as const).map((measure) => ({ value: measure, label: goals(measure) }))}
        onChange={(measure) => change({ measure })}
      />
      <LabelledChoice
        label={goals('from')}
        value={count.from}
        options={[
          { value: 'session', label: goals('fromSession') },
          { value: 'total', label: goals('fromTotal') },
        ]}
        onChange={(from) => change({ from })}
      />
      <ViewersChoice
        value={count.count}
        measured={count}
        reading={isActive ? reading : undefined}
        onChange={(next) => change({ count: next })}
      />
    </div>
  )
}
