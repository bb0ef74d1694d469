import { Braces, ChevronRight, Download, Sheet } from 'lucide-react'
import type { SessionSummary } from '../../../shared/contract/sessions.ts'
import { useFormat } from '../../i18n/format.ts'
import { useWords } from '../../i18n/words.ts'
import { Chip } from '../../ui/Chip.tsx'
import { IconButton } from '../../ui/IconButton.tsx'
import { Dotted } from '../../ui/Dotted.tsx'
import { Menu, MenuItem } from '../../ui/Menu.tsx'
import { everything } from './filter.ts'
import { stepRows } from './step-rows.ts'
import { narrow } from './store.ts'
import { useExport } from './use-export.ts'

/** One session: where and when, what became of its sends, what arrived. */
export function SessionRow({ session }: { session: SessionSummary }) {
  const words = useWords('activity')
  const rooms = useWords('rooms')
  const { dateTime, time } = useFormat()
  const { id, room, environment, startedAt, endedAt, current, sends } = session
  const isSameDay = endedAt !== null && new Date(startedAt).toDateString() === new Date(endedAt).toDateString()
  const until = endedAt === null ? '' : ` – ${isSameDay ? time(endedAt) : dateTime(endedAt)}`
  return (
    <li className="flex items-start gap-1 border-b border-line pr-2 hover:bg-raised/60">
      <button
        type="button"
        data-row
        onKeyDown={stepRows}
        onClick={() => narrow({ ...everything, session: { id, room, startedAt } })}
        className="flex min-w-0 flex-1 flex-col gap-1 py-2 pl-3 text-left outline-offset-[-2px]"
      >
        <span className="flex w-full flex-wrap items-center gap-x-2 gap-y-1">
          <span className="min-w-0 truncate font-medium">{room}</span>
          <Chip tone={environment}>{rooms(`environment.${environment}`)}</Chip>
          {current && <Chip tone="ok">{words('sessions.current')}</Chip>}
        </span>
        <span className="text-ink-3">
          {dateTime(startedAt)}
          {until}
        </span>
        {sends === 0 ? (
          <span className="text-ink-2">{words('sessions.nothing')}</span>
        ) : (
          <>
            <span className="text-ink-2">
              <States session={session} />
            </span>
            <span className="text-ink-2">
              <Arrived session={session} />
            </span>
          </>
        )}
      </button>
      <SessionMenu session={session} />
      <ChevronRight aria-hidden className="mt-3 size-4 shrink-0 text-ink-3" />
    </li>
  )
}

/** `38 delivered · 2 refused` */
function States({ session: { states } }: { session: SessionSummary }) {
  const words = useWords('activity')
  const app = useWords('app')
  const { number } = useFormat()
  const parts = Object.entries(states).map(([state, count]) =>
    words('sessions.state', { number: number(count), state: app(`state.${state}`) }),
  )
  return <Dotted>{parts}</Dotted>
}

/** `21 gifts arrived · 10,001 coins · 1 announcement` */
function Arrived({ session: { delivered } }: { session: SessionSummary }) {
  const words = useWords('activity')
  const { number } = useFormat()
  const say = (word: string, count: number) => words(`sessions.${word}`, { count, number: number(count) })
  const parts = [say('pieces', delivered.pieces)]
  if (delivered.coins !== null) parts.push(say(delivered.unpriced > 0 ? 'coinsAtLeast' : 'coins', delivered.coins))
  if (delivered.announcements > 0) parts.push(say('announcements', delivered.announcements))
  return <Dotted>{parts}</Dotted>
}

function SessionMenu({ session: { id, room } }: { session: SessionSummary }) {
  const words = useWords('activity')
  const { busy, save } = useExport()
  return (
    <Menu
      trigger={
        <IconButton label={words('export.session', { room })} icon={<Download />} disabled={busy} className="mt-1.5" />
      }
    >
      <MenuItem icon={<Sheet aria-hidden />} onSelect={() => void save({ session: id }, 'csv')}>
        {words('export.csv')}
      </MenuItem>
      <MenuItem icon={<Braces aria-hidden />} onSelect={() => void save({ session: id }, 'json')}>
        {words('export.json')}
      </MenuItem>
    </Menu>
  )
}
