import { problemsOf } from '../../app/field-issues.ts'
import { type PostAnnouncement, postAnnouncementSchema } from '../../../shared/contract/announcements.ts'
import type { Draft } from './draft.ts'
import { checkExtensionInfo } from './extension-info.ts'

/** The typed announcement as the contract wants it, or what is wrong at which field. */
export function announcementBody(
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
