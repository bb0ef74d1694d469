import { isLocked } from '../../../shared/domain/arming.ts'
import type { Receipt } from '../../../shared/contract/send.ts'
import { useTranslate } from '../../i18n/translate.ts'
import { usePastPosts } from './past-posts.ts'
import { CalendarClock, CornerUpLeft, ListOrdered } from 'lucide-react'
import { asTemplate } from '../../../shared/domain/templates.ts'
import { client } from '../../platform/client.ts'
import { useSendSentence } from '../../i18n/sentence.ts'
import { Button } from '../../ui/Button.tsx'
import { IconButton } from '../../ui/IconButton.tsx'
import { StateChip } from '../../ui/Chip.tsx'
import { useSends } from '../sends/store.ts'
import { useStatus } from '../status/store.ts'
import { usePutBack } from './undo-notice.ts'
import { usePress } from './use-press.ts'
import { useTimeOfDay } from './format-schedule.ts'

/** Renders the announcements posted in this room with their state. Those that viewers did not see come first. */
export function PastPosts() {
  const t = useTranslate('announcements')
  const { missed, rest, found } = usePastPosts()
  if (missed.length + rest.length === 0) return <p className="text-ink-3">{t('history.empty')}</p>
  return (
    <div className="flex flex-col gap-3">
      {missed.length > 0 && (
        <section aria-label={t('history.missed')}>
          <h3 className="mb-1 text-warn">{t('history.missed')}</h3>
          <List ids={missed} found={found} offersAgain />
        </section>
      )}
      {rest.length > 0 && (
        <section aria-label={t('history.rest')}>
          {missed.length > 0 && <h3 className="mb-1 text-ink-2">{t('history.rest')}</h3>}
          <List ids={rest} found={found} offersAgain={false} />
        </section>
      )}
    </div>
  )
}

interface ListProps {
  ids: readonly string[]
  found: ReadonlyMap<string, Receipt>
  offersAgain: boolean
}

const List = ({ ids, found, offersAgain }: ListProps) => (
  <ul className="flex flex-col">
    {ids.map((id) => (
      <PastPost key={id} id={id} found={found.get(id)} offersAgain={offersAgain} />
    ))}
  </ul>
)

const byIcon = { schedule: CalendarClock, 'up-next': ListOrdered }

interface PastPostProps {
  id: string
  /** The receipt from the ledger, for a post that is not in the page's memory. */
  found: Receipt | undefined
  offersAgain: boolean
}

function PastPost({ id, found, offersAgain }: PastPostProps) {
  const t = useTranslate('announcements')
  const time = useTimeOfDay()
  const putBack = usePutBack()
  const receipt = useSends(({ byId }) => byId[id] ?? found)
  const happened = useSendSentence(receipt)?.happened ?? receipt?.message
  const locked = useStatus(({ status }) => isLocked(status))
  const { press, busy, failure } = usePress()
  if (receipt?.announcement === undefined) return null
  const { announcement, createdAt, state, by } = receipt
  const ByIcon = by && byIcon[by]
  return (
    <li className="flex flex-col gap-1 border-b border-line py-2 last:border-0">
      <div className="flex items-start gap-2">
        <p dir="auto" className="line-clamp-3 min-w-0 flex-1 wrap-anywhere text-ink">
          {announcement.text}
        </p>
        <IconButton
          label={t('putBack.label')}
          icon={<CornerUpLeft />}
          className="-my-0.5"
          onClick={() => putBack({ ...announcement, text: asTemplate(announcement.text) })}
        />
      </div>
      <div className="flex flex-wrap items-center gap-x-2 gap-y-1">
        <time dateTime={createdAt} className="text-ink-3">
          {time(createdAt)}
        </time>
        <StateChip state={state} />
        {by !== undefined && ByIcon !== undefined && (
          <span className="flex items-center gap-1 text-ink-3">
            <ByIcon className="size-3.5" aria-hidden />
            {t(`history.by.${by}`)}
          </span>
        )}
        {offersAgain && (
          <Button
            size="s"
            className="ml-auto"
            disabled={busy}
            onClick={() => void press(async () => client.sends.again({ id }))}
          >
            {t(locked ? 'history.unlock' : 'history.again')}
          </Button>
        )}
      </div>
      {offersAgain && <p className="text-ink-3">{happened}</p>}
      {failure !== null && <output className="text-bad">{failure}</output>}
    </li>
  )
}
