import { useState } from 'react'
import { client } from '../../app/client.ts'
import { useExplain } from '../../app/failures.ts'
import { fieldIssues } from '../../app/field-issues.ts'
import { useFieldProblem } from '../../i18n/field-problem.ts'
import { useWords } from '../../i18n/words.ts'
import { TextField } from '../../ui/TextField.tsx'
import { tell } from '../../ui/toasts.ts'
import { nameOfCopy } from './rooms-list.ts'
import { showView } from './view.ts'

/** Only its name is new: account, secrets, keys and people are those of the room. */
export function CopyRoom({ of }: { of: string }) {
  const words = useWords('rooms')
  const explain = useExplain()
  const problem = useFieldProblem()
  const [name, setName] = useState(() =>
    nameOfCopy((number) => words(number === 1 ? 'copy.name' : 'copy.nameNumbered', { room: of, number })),
  )
  const [wrong, setWrong] = useState<string | null>(null)
  const save = async () => {
    try {
      await client.rooms.copy({ name: of, as: name.trim() })
      tell(words('copy.done', { room: name.trim() }), 'ok')
      showView({ name: 'list' })
    } catch (error) {
      const message = fieldIssues(error)?.['as']
      setWrong(message === undefined ? explain(error) : problem(message))
    }
  }
  return (
    <form
      id="room-form"
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        void save()
      }}
    >
      <TextField
        label={words('field.name.label')}
        hint={words('copy.hint')}
        error={wrong ?? undefined}
        autoComplete="off"
        value={name}
        ref={land}
        onChange={(next) => {
          setName(next)
          setWrong(null)
        }}
      />
    </form>
  )
}

const land = (input: HTMLInputElement | null) => input?.select()
