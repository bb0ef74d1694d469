import { useState } from 'react'
import { useWords } from '../../i18n/words.ts'
import { Button } from '../../ui/Button.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { TextField } from '../../ui/TextField.tsx'
import { type Goal, goalSchema, setGoal } from './goal.ts'

export function GoalDialog({ goal, onClose }: { goal: Goal; onClose: () => void }) {
  const words = useWords('counts')
  const [title, setTitle] = useState(goal.title)
  const [target, setTarget] = useState(String(goal.target))
  const [wrong, setWrong] = useState(false)

  const save = () => {
    const next = goalSchema.safeParse({ title: title.trim(), target: Number(target) })
    if (!next.success) return setWrong(true)
    setGoal(next.data)
    onClose()
  }

  return (
    <Dialog
      open
      onOpenChange={onClose}
      title={words('goal.dialog')}
      footer={
        <>
          <Button look="quiet" onClick={onClose}>
            {words('cancel')}
          </Button>
          <Button look="accent" type="submit" form="goal-form">
            {words('goal.save')}
          </Button>
        </>
      }
    >
      <form
        id="goal-form"
        noValidate
        className="flex flex-col gap-3"
        onSubmit={(event) => {
          event.preventDefault()
          save()
        }}
      >
        <TextField
          label={words('goal.name')}
          placeholder={words('goal.namePlaceholder')}
          maxLength={60}
          value={title}
          onChange={setTitle}
        />
        <TextField
          label={words('goal.target')}
          inputMode="numeric"
          ref={land}
          value={target}
          error={wrong ? words('goal.targetWrong') : undefined}
          onChange={(next) => {
            setTarget(next)
            setWrong(false)
          }}
        />
      </form>
    </Dialog>
  )
}

/** The target is what the host came for; without this the focus would start on Close. */
const land = (input: HTMLInputElement | null) => input?.select()
