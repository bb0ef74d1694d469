import { defaultFilter } from 'cmdk'

/** Small, and yet above nothing: the words are there, in another order than they were typed. */
const inAnyOrder = 0.001

/**
 * Every typed word must stand in what the action or its group says; cmdk's own score then ranks. Its scattered letters
 * alone would offer "Fire Rose" for many a word, and Enter fires.
 */
export function byWords(_id: string, search: string, says: string[] = []): number {
  const text = says.join(' ').toLowerCase()
  const typed = search.toLowerCase().trim()
  if (!typed.split(/\s+/).every((word) => text.includes(word))) return 0
  return Math.max(inAnyOrder, defaultFilter(text, typed))
}
