import { ArrowRight } from 'lucide-react'
import { useState } from 'react'
import { useWords } from '../../i18n/words.ts'
import { Tooltip } from '../../ui/Tooltip.tsx'
import { PeopleDialog } from './PeopleDialog.tsx'
import { useDeck } from './store.ts'
import { useRoomPeople } from './use-room-people.ts'

/** Who sends to whom; the room's people unless the host chose others. */
export function PeopleButton() {
  const words = useWords('deck')
  const people = useRoomPeople()
  const from = useDeck((deck) => deck.from)
  const to = useDeck((deck) => deck.to)
  const [open, setOpen] = useState(false)
  if (people === null) return null
  const sender = from === '' ? people.from : from
  const receiver = to === '' ? people.to : to
  return (
    <>
      <Tooltip label={words('people.change')}>
        <button
          type="button"
          onClick={() => setOpen(true)}
          disabled={!people.canChange}
          className="flex h-7 min-w-0 items-center gap-1 rounded-m px-2 text-ink-2 enabled:hover:bg-hover enabled:hover:text-ink"
        >
          <span className="sr-only">{words('people.spoken', { from: sender, to: receiver })}</span>
          <span aria-hidden className="truncate">
            {sender}
          </span>
          <ArrowRight className="size-3.5 shrink-0 text-ink-3" aria-hidden />
          <span aria-hidden className="truncate">
            {receiver}
          </span>
        </button>
      </Tooltip>
      <PeopleDialog open={open} onOpenChange={setOpen} defaults={people} />
    </>
  )
}
