import { useEffect, useState } from 'react'
import { type Viewer, mostViewers } from '../../../shared/contract/people.ts'
import { useResource } from '../../platform/resource.ts'
import { trackedRequest, useFailedReads } from '../../platform/requests.ts'
import { useTranslate } from '../../i18n/translate.ts'
import { Button } from '../../ui/Button.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { Receivers } from './Receivers.tsx'
import { Senders } from './Senders.tsx'
import { ViewerForm, viewerForm } from './ViewerForm.tsx'
import { loadGames, checkAccounts, useAccountStatus } from './account-status.ts'
import { usePeople } from './store.ts'
import { RefreshCw, UserPlus } from 'lucide-react'
import { useExplain } from '../../platform/explain-failure.ts'
import { tell } from '../../ui/toasts.ts'

interface PeopleDialogProps {
  open: boolean
  onOpenChange: (open: boolean) => void
}

/** Renders the dialog in which the host chooses who sends and who receives the next gifts, and edits test viewers. */
export function PeopleDialog({ open, onOpenChange }: PeopleDialogProps) {
  const t = useTranslate('people')
  const [edited, setEdited] = useState<Viewer | 'new' | null>(null)
  const count = usePeople(({ people }) => people?.viewers.length ?? 0)
  const change = (next: boolean) => {
    if (!next) setEdited(null)
    onOpenChange(next)
  }
  const title = t(edited === null ? 'title' : edited === 'new' ? 'addTitle' : 'editTitle')
  return (
    <Dialog
      open={open}
      onOpenChange={change}
      failedReads={useFailedReads('people', 'games')}
      title={title}
      description={edited === null ? t('about') : t('aboutViewer')}
      footer={
        edited !== null ? (
          <>
            <Button variant="quiet" onClick={() => setEdited(null)}>
              {t('cancel')}
            </Button>
            <Button variant="accent" type="submit" form={viewerForm}>
              {t(edited === 'new' ? 'addThis' : 'save')}
            </Button>
          </>
        ) : count > 0 ? (
          <ViewerButtons count={count} onAdd={() => setEdited('new')} />
        ) : undefined
      }
    >
      {edited === null ? (
        <Choices onEdit={setEdited} />
      ) : (
        <ViewerForm viewer={edited === 'new' ? null : edited} onDone={() => setEdited(null)} />
      )}
    </Dialog>
  )
}

const requestGames = trackedRequest('games', loadGames, { besides: true })

function Choices({ onEdit }: { onEdit: (viewer: Viewer | 'new') => void }) {
  const people = usePeople((state) => state.people)
  const hasGame = people?.room.zego !== undefined
  useGames(hasGame)
  if (people === null) return null
  return (
    <div className="flex flex-col gap-6">
      <Senders people={people} onEdit={onEdit} />
      <Receivers people={people} />
    </div>
  )
}

function useGames(hasGame: boolean) {
  useEffect(() => {
    if (hasGame) requestGames()
  }, [hasGame])
  useResource('people', requestGames)
}

/** Renders the actions for all viewers in the dialog's footer, which stays visible when the list scrolls. */
export function ViewerButtons({ count, onAdd }: { count: number; onAdd: () => void }) {
  const t = useTranslate('people')
  const explain = useExplain()
  const checking = useAccountStatus((state) => state.checking)
  return (
    <>
      <Button
        variant="quiet"
        aria-busy={checking}
        disabled={checking}
        onClick={() => void checkAccounts().catch((error: unknown) => tell(explain(error), 'bad'))}
      >
        <RefreshCw aria-hidden className={checking ? 'animate-run' : ''} />
        {t(checking ? 'checking' : 'check')}
      </Button>
      <Button disabled={count >= mostViewers} onClick={onAdd}>
        <UserPlus aria-hidden />
        {t('add')}
      </Button>
    </>
  )
}
