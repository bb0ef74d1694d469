import { client } from '../../app/client.ts'
import { announcementBody } from './announcement-body.ts'
import { fillNow } from './current-values.ts'
import { acceptDraft, changeDraft, useDraft } from './draft.ts'
import { lineUp } from './up-next-store.ts'
import { usePress } from './use-press.ts'

/** What the box does with its text, which stays until it is recorded somewhere. */
export function usePost() {
  const { run, press, busy, problems, failure, setProblems } = usePress()

  const post = async () => {
    const draft = useDraft.getState()
    const made = announcementBody(draft, fillNow(draft.text))
    if ('problems' in made) return setProblems(made.problems)
    await press(async () => acceptDraft(draft.text, (await client.announcements.post(made.body)).id))
  }
  /** Unfilled: its variables are filled when it is posted. */
  const later = async () => {
    const draft = useDraft.getState()
    const made = announcementBody(draft, draft.text)
    if ('problems' in made) return setProblems(made.problems)
    await run(async () => {
      await lineUp(made.body)
      acceptDraft(draft.text, draft.lastId)
    })
  }
  const again = (id: string) => press(async () => changeDraft({ lastId: (await client.sends.again({ id })).id }))

  return { post, later, again, forget: () => setProblems({}), busy, problems, failure }
}
