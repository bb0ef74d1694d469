import { RefreshCw, UserPlus, Users } from 'lucide-react'
import { useState } from 'react'
import { mostViewers, senderModeSchema, type PeopleOfRoom, type Viewer } from '../../../shared/contract/people.ts'
import { useExplain } from '../../app/failures.ts'
import { useWords } from '../../i18n/words.ts'
import { Button } from '../../ui/Button.tsx'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { Segmented } from '../../ui/Segmented.tsx'
import { tell } from '../../ui/toasts.ts'
import { PassedOver } from './PassedOver.tsx'
import { ViewerRow } from './ViewerRow.tsx'
import { withMode, withoutViewer } from './edit-people.ts'
import { checkAccounts, useStandings } from './standings.ts'
import { useSavePeople } from './use-save-people.ts'

interface SendersProps {
  people: PeopleOfRoom
  onEdit: (viewer: Viewer | 'new') => void
}

export function Senders({ people, onEdit }: SendersProps) {
  const words = useWords('people')
  const explain = useExplain()
  const save = useSavePeople()
  const checking = useStandings((state) => state.checking)
  const [removed, setRemoved] = useState<{ name: string; before: PeopleOfRoom } | null>(null)
  const { viewers, sender } = people
  const own = people.room.tencent?.sender ?? people.room.zego?.viewer.nickname ?? words('roomsOwn')
  const remove = (viewer: Viewer) => {
    setRemoved({ name: viewer.name, before: people })
    save(withoutViewer(people, viewer.id))
  }
  return (
    <section className="flex flex-col gap-3" aria-labelledby="people-senders">
      <h3 id="people-senders" className="font-semibold text-ink">
        {words('senders')}
      </h3>
      <div className="flex flex-col gap-1">
        <Segmented
          label={words('senders')}
          value={sender.mode}
          options={senderModeSchema.options.map((mode) => ({ value: mode, label: words(`mode.${mode}`) }))}
          onChange={(mode) => (viewers.length === 0 && mode !== 'room' ? onEdit('new') : save(withMode(people, mode)))}
        />
        <p className="text-ink-3">{words(`means.${sender.mode}`, { own })}</p>
      </div>
      <PassedOver people={people} />
      {viewers.length === 0 ? (
        <EmptyState
          icon={<Users aria-hidden />}
          title={words('empty.title')}
          action={<Button onClick={() => onEdit('new')}>{words('add')}</Button>}
        >
          {words('empty.text')}
        </EmptyState>
      ) : (
        // Fifty of them must not push the receivers out of reach.
        <ul className="-mx-1 flex max-h-[55dvh] flex-col overflow-y-auto px-1">
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
            <span className="min-w-0 flex-1 break-words">{words('removed', { name: removed.name })}</span>
            <Button
              size="s"
              onClick={() => {
                save(removed.before)
                setRemoved(null)
              }}
            >
              {words('undo')}
            </Button>
          </span>
        )}
      </output>
      {viewers.length > 0 && (
        <div className="flex flex-wrap gap-2">
          <Button disabled={viewers.length >= mostViewers} onClick={() => onEdit('new')}>
            <UserPlus aria-hidden />
            {words('add')}
          </Button>
          <Button
            look="quiet"
            aria-busy={checking}
            disabled={checking}
            onClick={() => void checkAccounts().catch((error: unknown) => tell(explain(error), 'bad'))}
          >
            <RefreshCw aria-hidden className={checking ? 'animate-run' : ''} />
            {words(checking ? 'checking' : 'check')}
          </Button>
        </div>
      )}
    </section>
  )
}
