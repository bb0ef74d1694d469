import { client } from '../../platform/client.ts'
import { fillNow } from './current-values.ts'
import { acceptDraft, changeDraft, useDraft, type Draft } from './draft.ts'
import { addToQueue } from './stores.ts'
import { usePress } from './use-press.ts'
import { problemsOf } from '../../platform/field-issues.ts'
import { type PostAnnouncement, postAnnouncementSchema } from '../../../shared/contract/announcements.ts'
import { checkExtensionInfo } from './extension-info.ts'

/** Returns the actions of the form: post now, or add to the queue. The text stays until the server has recorded it. */
export function usePost() {
  const { run, press, busy, problems, failure, setProblems } = usePress()

  const post = async () => {
    const draft = useDraft.getState()
    const made = announcementBody(draft, fillNow(draft.text))
    if ('problems' in made) return setProblems(made.problems)
    await press(async () => acceptDraft(draft.text, (await client.announcements.post(made.body)).id))
  }
  /** Adds the text to the announcement queue. Its variables are filled when it is posted. */
  const later = async () => {
    const draft = useDraft.getState()
    const made = announcementBody(draft, draft.text)
    if ('problems' in made) return setProblems(made.problems)
    await run(async () => {
      await addToQueue(made.body)
      acceptDraft(draft.text, draft.lastId)
    })
  }
  const again = (id: string) => press(async () => changeDraft({ lastId: (await client.sends.again({ id })).id }))

  return { post, later, again, forget: () => setProblems({}), busy, problems, failure }
}

/** Converts the typed announcement to the contract, or returns the errors by field. */
function announcementBody(
  draft: Pick<Draft, 'extensionInfo' | 'from'>,
  text: string,
): { body: PostAnnouncement } | { problems: Record<string, string> } {
  const extension = checkExtensionInfo(draft.extensionInfo)
  if (extension.state === 'invalid') return { problems: {} }
  const parsed = postAnnouncementSchema.safeParse({
    text,
    ...(extension.state === 'valid' ? { extensionInfo: extension.value } : {}),
    ...(draft.from.trim() === '' ? {} : { from: draft.from.trim() }),
  })
  if (parsed.success) return { body: parsed.data }
  return { problems: problemsOf(parsed.error) }
}
