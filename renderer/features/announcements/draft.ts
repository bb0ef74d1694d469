import { create } from 'zustand'
import * as z from 'zod'

const draftSchema = z.object({
  text: z.string(),
  extensionInfo: z.string(),
  /** Empty = the room's receiver, that is the host. */
  from: z.string(),
  showMore: z.boolean(),
  /** The send whose state is shown under the box. */
  lastId: z.string().nullable(),
})
export type Draft = z.infer<typeof draftSchema>

const storageKey = 'giftdeck.announcement'
const empty: Draft = { text: '', extensionInfo: '', from: '', showMore: false, lastId: null }

/** What the host is writing. It outlives a reload and is emptied only once a post is recorded. */
export const useDraft = create<Draft>()(() => empty)

export function loadDraft(): void {
  useDraft.setState(storedDraft(), true)
}

export function changeDraft(change: Partial<Draft>): void {
  useDraft.setState(change)
  sessionStorage.setItem(storageKey, JSON.stringify(useDraft.getState()))
}

interface Content {
  text: string
  extensionInfo: string
  from: string
}

/** What an announcement is made of goes into the box, to be looked over; answers what stood there before. */
export function putInBox({ text, extensionInfo, from }: Content): Content {
  const before = useDraft.getState()
  changeDraft({ text, extensionInfo, from, showMore: before.showMore || extensionInfo !== '' })
  return before
}

/** Empties the box, unless the host has typed on while the post was under way. */
export function acceptDraft(posted: string, lastId: string | null): void {
  changeDraft(useDraft.getState().text === posted ? { text: '', lastId } : { lastId })
}

function storedDraft(): Draft {
  try {
    const stored = draftSchema.safeParse(JSON.parse(sessionStorage.getItem(storageKey) ?? 'null'))
    return stored.success ? stored.data : empty
  } catch {
    return empty
  }
}
