import { useState } from 'react'
import { client } from '../../app/client.ts'
import { useExplain } from '../../app/failures.ts'
import { fieldIssues } from '../../app/field-issues.ts'
import { isLocked } from '../deck/hindrance.ts'
import { applySafety, useStatus } from '../status/store.ts'
import { announcementBody } from './announcement-body.ts'
import { acceptDraft, changeDraft, useDraft } from './draft.ts'
import { useFill } from './template-values.ts'

/** The second half of a double click must not post what its first half armed. */
const deafAfterArmingMs = 400

/** A press on a locked live room opens the lock; the next one posts. */
async function arm() {
  applySafety(await client.safety.arm({}))
  await new Promise((resolve) => setTimeout(resolve, deafAfterArmingMs))
}

/** Posting, with what went wrong at which field (`problems`) or as a whole (`failure`). The text stays until accepted. */
export function usePost() {
  const explain = useExplain()
  const fill = useFill()
  const [busy, setBusy] = useState(false)
  const [problems, setProblems] = useState<Record<string, string>>({})
  const [failure, setFailure] = useState<string | null>(null)

  const run = async (call: () => Promise<void>) => {
    setBusy(true)
    setFailure(null)
    setProblems({})
    try {
      await call()
    } catch (error) {
      const issues = fieldIssues(error)
      if (issues === null) setFailure(explain(error))
      else setProblems(issues)
    } finally {
      setBusy(false)
    }
  }

  const post = async () => {
    const draft = useDraft.getState()
    const made = announcementBody(draft, fill(draft.text))
    if ('problems' in made) return setProblems(made.problems)
    if (isLocked(useStatus.getState().status)) return run(arm)
    await run(async () => acceptDraft(draft.text, (await client.announcements.post(made.body)).id))
  }
  const again = (id: string) =>
    isLocked(useStatus.getState().status)
      ? run(arm)
      : run(async () => changeDraft({ lastId: (await client.sends.again({ id })).id }))
  const forget = () => setProblems({})

  return { post, again, forget, fill, busy, problems, failure }
}
