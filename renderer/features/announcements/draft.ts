import { create } from 'zustand'
import { passing } from '../../platform/storage.ts'

export interface Draft {
  text: string
  extensionInfo: string
  /** Empty = the room's receiver, that is the host. */
  from: string
  showMore: boolean
  /** The send whose state is shown under the box. */
  lastId: string | null
}

const storageKey = 'giftdeck.announcement'
const empty: Draft = { text: '', extensionInfo: '', from: '', showMore: false, lastId: null }

/** What the host is writing. It outlives a reload and is emptied only once a post is recorded. */
export const useDraft = create<Draft>()(() => empty)

export function loadDraft(): void {
  useDraft.setState(storedDraft(), true)
}

export function changeDraft(change: Partial<Draft>): void {
  useDraft.setState(change)
  passing.setItem(storageKey, JSON.stringify(useDraft.getState()))
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

/** Read by hand: it is in the first load, where a schema library has no place. */
function storedDraft(): Draft {
  try {
    const stored: unknown = JSON.parse(passing.getItem(storageKey) ?? 'null')
    return isDraft(stored) ? stored : empty
  } catch {
    return empty
  }
}

function isDraft(stored: unknown): stored is Draft {
  const { text, extensionInfo, from, showMore, lastId } = (stored ?? {}) as Record<string, unknown>
  const isText = [text, extensionInfo, from].every((part) => typeof part === 'string')
  return isText && typeof showMore === 'boolean' && (lastId === null || typeof lastId === 'string')
}
