import { useState } from 'react'
import type { Goal } from '../../../shared/contract/goals.ts'
import { useExplain } from '../../platform/explain-failure.ts'
import { useFailedReads } from '../../platform/requests.ts'
import { useTranslate } from '../../i18n/translate.ts'
import { Button } from '../../ui/Button.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { tell } from '../../ui/toasts.ts'
import { GoalForm } from './GoalForm.tsx'
import { draftOf, goalOf, newDraft } from './goal-draft.ts'
import { saveGoals, useGoals } from './goals.ts'

/** Renders the dialog for a new goal (`goal` is null) or for an existing one. */
export function GoalDialog({ goal, onClose }: { goal: Goal | null; onClose: () => void }) {
  const t = useTranslate('goals')
  const explain = useExplain()
  const [start] = useState(() => (goal === null ? newDraft() : draftOf(goal)))
  const [draft, setDraft] = useState(start)
  const [problems, setProblems] = useState<Readonly<Record<string, string>>>({})
  const [isLeaving, setLeaving] = useState(false)

  const keep = async (change: (goals: readonly Goal[]) => readonly Goal[]) => {
    try {
      await saveGoals(change(useGoals.getState().goals ?? []))
      onClose()
    } catch (error) {
      tell(explain(error), 'bad')
    }
  }
  const save = () => {
    const read = goalOf(draft)
    if ('problems' in read) return setProblems(read.problems)
    const { goal: next } = read
    void keep((goals) =>
      goals.some(({ id }) => id === next.id)
        ? goals.map((each) => (each.id === next.id ? next : each))
        : [...goals, next],
    )
  }
  const remove = () => void keep((goals) => goals.filter(({ id }) => id !== draft.id))

  return (
    <Dialog
      open
      onOpenChange={onClose}
      isChanged={JSON.stringify(draft) !== JSON.stringify(start)}
      failedReads={useFailedReads('goals')}
      title={t(goal === null ? 'new' : 'change')}
      footer={
        isLeaving ? (
          <>
            <span className="mr-auto text-ink">{t('removeSure')}</span>
            <Button variant="quiet" onClick={() => setLeaving(false)}>
              {t('keep')}
            </Button>
            <Button variant="danger" onClick={remove}>
              {t('remove')}
            </Button>
          </>
        ) : (
          <>
            {goal !== null && (
              <Button variant="quiet" className="mr-auto" onClick={() => setLeaving(true)}>
                {t('remove')}
              </Button>
            )}
            <Button variant="quiet" onClick={onClose}>
              {t('cancel')}
            </Button>
            <Button variant="accent" type="submit" form="goal-form">
              {t('save')}
            </Button>
          </>
        )
      }
    >
      <form
        id="goal-form"
        noValidate
        onSubmit={(event) => {
          event.preventDefault()
          save()
        }}
      >
        <GoalForm
          draft={draft}
          problems={problems}
          onChange={(next) => {
            setDraft({ ...draft, ...next })
            setProblems({})
          }}
        />
      </form>
    </Dialog>
  )
}
