import { useState } from 'react'
import { tencentUserId } from '../../../shared/contract/fields.ts'
import { useFieldProblem } from '../../i18n/field-problem.ts'
import { useWords } from '../../i18n/words.ts'
import { Button } from '../../ui/Button.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { TextField } from '../../ui/TextField.tsx'
import { choosePeople, useDeck } from './store.ts'
import type { RoomPeople } from './use-room-people.ts'

interface PeopleDialogProps {
  open: boolean
  onOpenChange: (open: boolean) => void
  defaults: RoomPeople
}

export function PeopleDialog({ open, onOpenChange, defaults }: PeopleDialogProps) {
  const words = useWords('deck')
  return (
    <Dialog open={open} onOpenChange={onOpenChange} title={words('people.title')} description={words('people.about')}>
      <PeopleForm defaults={defaults} onDone={() => onOpenChange(false)} />
    </Dialog>
  )
}

function PeopleForm({ defaults, onDone }: { defaults: RoomPeople; onDone: () => void }) {
  const words = useWords('deck')
  const problem = useFieldProblem()
  const [from, setFrom] = useState(() => useDeck.getState().from)
  const [to, setTo] = useState(() => useDeck.getState().to)
  const wrong = (id: string) => {
    const issue = id === '' ? undefined : tencentUserId.safeParse(id).error?.issues[0]?.message
    return issue === undefined ? undefined : problem(issue)
  }
  const done = wrong(from) === undefined && wrong(to) === undefined
  return (
    <form
      noValidate
      className="flex flex-col gap-4"
      onSubmit={(event) => {
        event.preventDefault()
        if (!done) return
        choosePeople({ from, to })
        onDone()
      }}
    >
      <TextField
        label={words('people.from')}
        placeholder={defaults.from}
        value={from}
        error={wrong(from)}
        onChange={(id) => setFrom(id.trim())}
      />
      <TextField
        label={words('people.to')}
        placeholder={defaults.to}
        value={to}
        error={wrong(to)}
        onChange={(id) => setTo(id.trim())}
      />
      <div className="flex flex-wrap justify-end gap-2">
        <Button
          look="quiet"
          onClick={() => {
            choosePeople({ from: '', to: '' })
            onDone()
          }}
        >
          {words('people.reset')}
        </Button>
        <Button type="submit" look="accent" disabled={!done}>
          {words('people.save')}
        </Button>
      </div>
    </form>
  )
}
