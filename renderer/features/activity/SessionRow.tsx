import { dynamicKey } from '../../i18n/keys.ts'
import { Braces, ChevronRight, Download, Radio, Sheet } from 'lucide-react'
import type { Show } from '../../../shared/contract/on-air.ts'
import type { SessionSummary } from '../../../shared/contract/sessions.ts'
import { useFormat } from '../../i18n/format.ts'
import { useTranslate } from '../../i18n/translate.ts'
import { Chip } from '../../ui/Chip.tsx'
import { IconButton } from '../../ui/IconButton.tsx'
import { InlineList } from '../../ui/InlineList.tsx'
import { Menu, MenuItem } from '../../ui/Menu.tsx'
import { ShowFigures, useTimesOfShow } from '../on-air/ShowFigures.tsx'
import { everything } from './filter.ts'
import { stepRows } from './SendRow.tsx'
import { narrow } from './store.ts'
import { useState } from 'react'
import type { SendFilter } from '../../../shared/contract/sends.ts'
import { useExplain } from '../../platform/explain-failure.ts'
import { download } from '../../platform/download.ts'
import { tell } from '../../ui/toasts.ts'
import { client, overTransport } from '../../platform/client.ts'
import { toLocalTime } from '../../i18n/relative-time.ts'
import { languageInUse } from '../../i18n/language.ts'

/** Renders one session: its room and time, the states of its sends, and what was delivered. */
export function SessionRow({ session }: { session: SessionSummary }) {
  const t = useTranslate('activity')
  const rooms = useTranslate('rooms')
  const { dateTime, time } = useFormat()
  const { id, room, environment, startedAt, endedAt, current, sends } = session
  const isSameDay = endedAt !== null && new Date(startedAt).toDateString() === new Date(endedAt).toDateString()
  const until = endedAt === null ? '' : ` – ${isSameDay ? time(endedAt) : dateTime(endedAt)}`
  return (
    <li className="grid grid-cols-[minmax(0,1fr)_auto_auto] items-start gap-x-1 border-b border-line pr-2 hover:bg-raised/60">
      <button
        type="button"
        data-row
        onKeyDown={stepRows}
        onClick={() => narrow({ ...everything, session: { id, room, startedAt } })}
        className="flex min-w-0 flex-col gap-1 py-2 pl-3 text-left outline-offset-[-2px]"
      >
        <span className="flex w-full flex-wrap items-center gap-x-2 gap-y-1">
          <span className="min-w-0 truncate font-medium">{room}</span>
          <Chip tone={environment}>{rooms(`environment.${environment}`)}</Chip>
          {current && <Chip tone="ok">{t('sessions.current')}</Chip>}
        </span>
        <span className="text-ink-3">
          {dateTime(startedAt)}
          {until}
        </span>
        {sends === 0 ? (
          <span className="text-ink-2">{t('sessions.nothing')}</span>
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
      {session.shows.length > 0 && <Shows shows={session.shows} />}
    </li>
  )
}

/** Renders the shows that ended in a session, each with its times and figures. */
function Shows({ shows }: { shows: readonly Show[] }) {
  const t = useTranslate('onAir')
  const timesOf = useTimesOfShow()
  return (
    <ul className="col-span-3 flex flex-col gap-1 pb-2 pl-3">
      {shows.map((show) => (
        <li key={show.endedAt} className="flex gap-2 text-ink-2">
          <Radio aria-hidden className="mt-0.5 size-4 shrink-0 text-ink-3" />
          <span className="min-w-0">
            {t('show.during', { time: timesOf(show) })}
            <ShowFigures show={show} />
          </span>
        </li>
      ))}
    </ul>
  )
}

/** Renders how many sends are in each state: `38 delivered · 2 refused`. */
function States({ session: { states } }: { session: SessionSummary }) {
  const t = useTranslate('activity')
  const app = useTranslate('app')
  const { number } = useFormat()
  const parts = Object.entries(states).map(([state, count]) =>
    t('sessions.state', { number: number(count), state: app(dynamicKey<'app'>(`state.${state}`)) }),
  )
  return <InlineList>{parts}</InlineList>
}

/** Renders what was delivered: `21 gifts arrived · 10,001 coins · 1 announcement`. */
function Arrived({ session: { delivered } }: { session: SessionSummary }) {
  const t = useTranslate('activity')
  const { number } = useFormat()
  const say = (word: 'pieces' | 'coins' | 'coinsAtLeast' | 'announcements', count: number) =>
    t(`sessions.${word}`, { count, number: number(count) })
  const parts = [say('pieces', delivered.pieces)]
  if (delivered.coins !== null) parts.push(say(delivered.unpriced > 0 ? 'coinsAtLeast' : 'coins', delivered.coins))
  if (delivered.announcements > 0) parts.push(say('announcements', delivered.announcements))
  return <InlineList>{parts}</InlineList>
}

function SessionMenu({ session: { id, room } }: { session: SessionSummary }) {
  const t = useTranslate('activity')
  const { busy, save } = useExport()
  return (
    <Menu
      trigger={
        <IconButton label={t('export.session', { room })} icon={<Download />} disabled={busy} className="mt-1.5" />
      }
    >
      <MenuItem icon={<Sheet aria-hidden />} onSelect={() => void save({ session: id }, 'csv')}>
        {t('export.csv')}
      </MenuItem>
      <MenuItem icon={<Braces aria-hidden />} onSelect={() => void save({ session: id }, 'json')}>
        {t('export.json')}
      </MenuItem>
    </Menu>
  )
}

/** Returns a function that exports sends to a file. `busy` is true while the pieces of the file are loaded. */
export function useExport() {
  const explain = useExplain()
  const [busy, setBusy] = useState(false)
  const save = async (filter: SendFilter, format: Format) => {
    setBusy(true)
    try {
      await saveFile(filter, format)
    } catch (error) {
      tell(explain(error), 'bad')
    } finally {
      setBusy(false)
    }
  }
  return { busy, save }
}

type Format = 'csv' | 'json'

const types: Record<Format, string> = { csv: 'text/csv', json: 'application/json' }

/** Formats a time for a file name, in the host's time zone: `2026-03-01-20-04`. */
const fileStamp = (now: Date) => toLocalTime(now).replaceAll(/[T:]/g, '-')

/** Downloads a file with every send that matches the filter. */
export async function saveFile(filter: SendFilter, format: Format) {
  const pieces: string[] = []
  const gather = async () => {
    for await (const piece of await client.sends.export({ ...filter, format, language: languageInUse() }))
      pieces.push(piece)
  }
  await overTransport(gather())
  download(new Blob(pieces, { type: types[format] }), `giftdeck-${fileStamp(new Date())}.${format}`)
}
