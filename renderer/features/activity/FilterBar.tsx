import { Search, X } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import type { ReactNode } from 'react'
import { useFormat } from '../../i18n/format.ts'
import { useTranslate } from '../../i18n/translate.ts'
import { Select } from '../../ui/Select.tsx'
import { IconButton } from '../../ui/IconButton.tsx'
import { type Kind, kinds, shows } from './filter.ts'
import { narrow, useActivity } from './store.ts'

const isToday = (iso: string) => new Date(iso).toDateString() === new Date().toDateString()

/** The search starts after the host has not typed for this long. */
const typingMs = 200

export function FilterBar() {
  const t = useTranslate('activity')
  const { show, kind, session, stop } = useActivity((state) => state.filter)
  const { number, time, dateTime } = useFormat()
  return (
    <div className="flex shrink-0 flex-col gap-2 px-3 pb-2">
      <SearchField />
      <div className="grid grid-cols-2 gap-2">
        <Select
          label={t('filter.label')}
          labelHidden
          value={show}
          options={shows.map((value) => ({ value, label: t(`filter.${value}`) }))}
          onChange={(next) => narrow({ show: next, stop: null })}
        />
        <Select
          label={t('kind.label')}
          labelHidden
          value={kind}
          options={kinds.map((value: Kind) => ({ value, label: t(`kind.${value}`) }))}
          onChange={(next) => narrow({ kind: next })}
        />
      </div>
      {session !== null && (
        <Narrowed onClear={() => narrow({ session: null })}>
          {t('sessions.shown', {
            time: (isToday(session.startedAt) ? time : dateTime)(session.startedAt),
            room: session.room,
          })}
        </Narrowed>
      )}
      {stop !== null && (
        <Narrowed onClear={() => narrow({ stop: null })}>
          {t('folded', { count: stop.count, number: number(stop.count) })}
        </Narrowed>
      )}
    </div>
  )
}

function SearchField() {
  const t = useTranslate('activity')
  const chosen = useActivity((state) => state.filter.text)
  const [text, setText] = useState(chosen)
  const field = useRef<HTMLInputElement>(null)
  // Another component has changed the filter, such as a click on "held" in the status bar.
  const [seen, setSeen] = useState(chosen)
  if (seen !== chosen) {
    setSeen(chosen)
    setText(chosen)
  }
  useEffect(() => {
    if (text === chosen) return
    const timer = setTimeout(() => narrow({ text }), typingMs)
    return () => clearTimeout(timer)
  }, [text, chosen])
  const clear = () => {
    setText('')
    narrow({ text: '' })
    field.current?.focus()
  }
  return (
    <div className="relative">
      <Search aria-hidden className="pointer-events-none absolute top-2 left-2 size-4 text-ink-3" />
      <input
        ref={field}
        type="search"
        aria-label={t('search.label')}
        placeholder={t('search.hint')}
        value={text}
        maxLength={200}
        onChange={(event) => setText(event.target.value)}
        onKeyDown={(event) => event.key === 'Escape' && text !== '' && clear()}
        className="h-8 w-full rounded-m border border-line bg-raised pr-8 pl-8 text-small text-ink transition-colors duration-150 placeholder:text-ellipsis placeholder:text-ink-3 hover:border-line-strong focus-visible:outline-offset-0 [&::-webkit-search-cancel-button]:hidden"
      />
      {text !== '' && (
        <IconButton label={t('search.clear')} icon={<X />} onClick={clear} className="absolute top-0.5 right-0.5" />
      )}
    </div>
  )
}

/** Renders one active filter (a session or a STOP) with a button that removes it. */
function Narrowed({ onClear, children }: { onClear: () => void; children: ReactNode }) {
  const t = useTranslate('activity')
  return (
    <div className="flex min-w-0 items-center justify-between gap-2 rounded-m bg-accent-soft py-0.5 pr-0.5 pl-2 text-accent-text">
      <span className="truncate">{children}</span>
      <IconButton label={t('filter.clear')} icon={<X />} onClick={onClear} className="text-accent-text" />
    </div>
  )
}
