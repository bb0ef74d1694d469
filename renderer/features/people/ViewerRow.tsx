import { Pencil, Trash2, CircleCheck, CircleX, Clock, LogIn } from 'lucide-react'
import { useId, useState } from 'react'
import { vendorSchema } from '../../../shared/contract/fields.ts'
import type { PeopleOfRoom, Viewer } from '../../../shared/contract/people.ts'
import { useTranslate, useGap } from '../../i18n/translate.ts'
import { IconButton } from '../../ui/IconButton.tsx'
import { AccountStatus } from './AccountStatus.tsx'
import { withChosen, useSavePeople } from './edit-people.ts'
import { useExplain } from '../../platform/explain-failure.ts'
import { useReadSentence } from '../../i18n/sentence.ts'
import { Button } from '../../ui/Button.tsx'
import { Chip } from '../../ui/Chip.tsx'
import { Quote } from '../../ui/Quote.tsx'
import { tell } from '../../ui/toasts.ts'
import { joinGame, useAccountState } from './account-status.ts'

interface ViewerRowProps {
  people: PeopleOfRoom
  viewer: Viewer
  onEdit: () => void
  onRemove: () => void
}

/** Renders one test viewer: whether it is chosen, its ids, and what each vendor of the room knows of it. */
export function ViewerRow({ people, viewer, onEdit, onRemove }: ViewerRowProps) {
  const t = useTranslate('people')
  const app = useTranslate('app')
  const save = useSavePeople()
  const id = useId()
  const { mode } = people.sender
  const ids = { tencent: viewer.tencentId, zego: viewer.zego?.userId }
  return (
    <li className="flex flex-col gap-1 border-b border-line py-2">
      <div className="flex min-w-0 items-center gap-3">
        {mode !== 'room' && (
          <input
            id={id}
            type={mode === 'one' ? 'radio' : 'checkbox'}
            name="sender"
            className="size-4 shrink-0 accent-accent"
            checked={people.sender.viewers.includes(viewer.id)}
            onChange={() => save(withChosen(people, viewer.id))}
          />
        )}
        <label htmlFor={mode === 'room' ? undefined : id} className="flex min-h-8 min-w-0 flex-1 items-center gap-3">
          <Avatar name={viewer.name} avatar={viewer.avatar} />
          <span className="min-w-0">
            <span className="block truncate font-medium text-ink">{viewer.name}</span>
            <span className="flex flex-wrap gap-x-3 text-ink-3">
              {vendorSchema.options.map(
                (vendor) =>
                  ids[vendor] !== undefined && (
                    <span key={vendor}>
                      {app(`vendor.${vendor}`)} <span className="font-mono break-all">{ids[vendor]}</span>
                    </span>
                  ),
              )}
            </span>
          </span>
        </label>
        <div className="flex shrink-0">
          <IconButton label={t('edit', { name: viewer.name })} icon={<Pencil />} onClick={onEdit} />
          <IconButton label={t('remove', { name: viewer.name })} icon={<Trash2 />} onClick={onRemove} />
        </div>
      </div>
      <div
        className={`flex flex-wrap items-center gap-x-3 gap-y-1 empty:hidden ${mode === 'room' ? 'pl-11' : 'pl-18'}`}
      >
        {people.room.tencent && <AccountStatus userId={viewer.tencentId} />}
        {people.room.zego && <GameStanding name={viewer.name} userId={viewer.zego?.userId} />}
      </div>
    </li>
  )
}

/** Renders an emoji or initials. A vendor's picture is not shown, because the page loads nothing from the network. */
const Avatar = ({ name, avatar }: { name: string; avatar: string | undefined }) => (
  <span
    aria-hidden
    className="grid size-8 shrink-0 place-items-center overflow-hidden rounded-full bg-accent-soft text-body text-accent-text"
  >
    {avatar ?? initials(name)}
  </span>
)

const initials = (name: string) =>
  name
    .split(/\s+/)
    .slice(0, 2)
    .map((word) => Array.from(word)[0] ?? '')
    .join('')
    .toUpperCase()

const looks = {
  'not-asked': { tone: 'idle', Icon: LogIn },
  asked: { tone: 'busy', Icon: Clock },
  in: { tone: 'ok', Icon: CircleCheck },
  'turned-away': { tone: 'bad', Icon: CircleX },
} as const
/** Reasons that need no sentence, because the chip already shows them. */
const plain = ['game-not-asked', 'game-in']

/** Renders whether a viewer is in the running ZEGO game, as far as it is known, and a button to join. */
function GameStanding({ name, userId }: { name: string; userId: string | undefined }) {
  const t = useTranslate('people')
  const explain = useExplain()
  const accountState = useAccountState('zego', userId)
  const sentence = useReadSentence(accountState?.reason)
  const gap = useGap()
  const [busy, setBusy] = useState(false)
  if (accountState === undefined || userId === undefined || !(accountState.state in looks)) return null
  const state = accountState.state as keyof typeof looks
  const { tone, Icon } = looks[state]
  const join = async () => {
    setBusy(true)
    await joinGame(userId).catch((error: unknown) => tell(explain(error), 'bad'))
    setBusy(false)
  }
  return (
    <div className="contents">
      <span className="flex flex-wrap items-center gap-2">
        <Chip tone={tone} icon={<Icon aria-hidden />}>
          {t(`game.${state}`)}
        </Chip>
        {state !== 'in' && accountState.reason !== 'join-not-set' && (
          <Button size="s" disabled={busy} aria-label={t('join.of', { name })} onClick={() => void join()}>
            {t('join.do')}
          </Button>
        )}
      </span>
      {!plain.includes(accountState.reason) && (
        <p className="order-last basis-full text-ink-2">
          {sentence?.happened ?? accountState.message}
          {gap}
          {sentence?.advice ?? accountState.advice}
          <Quote of={accountState} />
        </p>
      )}
    </div>
  )
}
