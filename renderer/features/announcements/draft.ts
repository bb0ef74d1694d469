import { create } from 'zustand'
import { passing } from '../../platform/storage.ts'

export interface Draft {
  text: string
  extensionInfo: string
  /** Empty = the room's receiver, who is the host. */
  from: string
  showMore: boolean
  /** The send whose state is shown under the text field. */
  lastId: string | null
}

const storageKey = 'giftdeck.announcement'
const empty: Draft = { text: '', extensionInfo: '', from: '', showMore: false, lastId: null }

/** The announcement that the host is writing. It survives a reload. The text is emptied once a post is recorded. */
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

/** Puts the content of an announcement into the form for review. Returns the form's previous content. */
export function putInBox({ text, extensionInfo, from }: Content): Content {
  const before = useDraft.getState()
  changeDraft({ text, extensionInfo, from, showMore: before.showMore || extensionInfo !== '' })
  return before
}

/** Empties the text field, unless the host has changed the text during the call. */
export function acceptDraft(posted: string, lastId: string | null): void {
  changeDraft(useDraft.getState().text === posted ? { text: '', lastId } : { lastId })
}

/** Reads the stored draft. It is checked without a schema library, because that is too big for the first load. */
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
