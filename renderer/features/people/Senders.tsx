import { Users, TriangleAlert } from 'lucide-react'
import { useState } from 'react'
import { senderModeSchema, type PeopleOfRoom, type Viewer } from '../../../shared/contract/people.ts'
import { useTranslate } from '../../i18n/translate.ts'
import { Button } from '../../ui/Button.tsx'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { Segmented } from '../../ui/Segmented.tsx'
import { ViewerRow } from './ViewerRow.tsx'
import { withMode, withoutViewer, useSavePeople } from './edit-people.ts'
import { vendors } from '../../../shared/domain/vendors.ts'
import { passedOver } from '../../../shared/domain/senders.ts'

interface SendersProps {
  people: PeopleOfRoom
  onEdit: (viewer: Viewer | 'new') => void
}

export function Senders({ people, onEdit }: SendersProps) {
  const t = useTranslate('people')
  const deck = useTranslate('deck')
  const save = useSavePeople()
  const [removed, setRemoved] = useState<{ name: string; before: PeopleOfRoom } | null>(null)
  const { viewers, sender } = people
  const own = people.room.tencent?.sender ?? people.room.zego?.viewer.nickname ?? deck('people.roomsOwn')
  const remove = (viewer: Viewer) => {
    setRemoved({ name: viewer.name, before: people })
    save(withoutViewer(people, viewer.id))
  }
  return (
    <section className="flex flex-col gap-3" aria-labelledby="people-senders">
      <h3 id="people-senders" className="font-semibold text-ink">
        {t('senders')}
      </h3>
      <div className="flex flex-col gap-1">
        <Segmented
          label={t('senders')}
          value={sender.mode}
          options={senderModeSchema.options.map((mode) => ({ value: mode, label: t(`mode.${mode}`) }))}
          onChange={(mode) => (viewers.length === 0 && mode !== 'room' ? onEdit('new') : save(withMode(people, mode)))}
        />
        <p className="text-ink-3">{t(`means.${sender.mode}`, { own })}</p>
      </div>
      <PassedOver people={people} />
      {viewers.length === 0 ? (
        <EmptyState
          icon={<Users aria-hidden />}
          title={t('empty.title')}
          action={<Button onClick={() => onEdit('new')}>{t('add')}</Button>}
        >
          {t('empty.text')}
        </EmptyState>
      ) : (
        // A long list scrolls by itself, so that it does not push the receivers out of view.
        <ul className={`-mx-1 flex flex-col px-1 ${viewers.length > 10 ? 'max-h-[55dvh] overflow-y-auto' : ''}`}>
          {viewers.map((viewer) => (
            <ViewerRow
              key={viewer.id}
              people={people}
              viewer={viewer}
              onEdit={() => onEdit(viewer)}
              onRemove={() => remove(viewer)}
            />
          ))}
        </ul>
      )}
      <output className="empty:hidden">
        {removed !== null && (
          <span className="flex flex-wrap items-center gap-2 rounded-m bg-raised py-1 pr-1 pl-3 text-ink-2">
            <span className="min-w-0 flex-1 break-words">{t('removed', { name: removed.name })}</span>
            <Button
              size="s"
              onClick={() => {
                save(removed.before)
                setRemoved(null)
              }}
            >
              {t('undo')}
            </Button>
          </span>
        )}
      </output>
    </section>
  )
}

/** Renders which chosen viewers cannot send through a vendor of this room, and who sends in their place. */
function PassedOver({ people }: { people: PeopleOfRoom }) {
  const t = useTranslate('people')
  const app = useTranslate('app')
  return vendors.map((vendor) => {
    const { viewers, nobodyLeft } = passedOver(people, vendor)
    if (people.room[vendor] === undefined || viewers.length === 0) return null
    const names = viewers.map(({ name }) => name).join(', ')
    return (
      <p key={vendor} className="flex items-start gap-2 rounded-m bg-warn-soft px-3 py-2 text-warn">
        <TriangleAlert className="mt-0.5 size-4 shrink-0" aria-hidden />
        <span className="min-w-0 break-words">
          {t(nobodyLeft ? 'passedOver.all' : 'passedOver.some', { names, vendor: app(`vendor.${vendor}`) })}
        </span>
      </p>
    )
  })
}
