import type { Reason, Sentence } from '../../../shared/sentences/sentences.ts'

export const languages = { en: 'English', 'zh-CN': '简体中文' }
export type Language = keyof typeof languages

/** By path; the file's name is its feature. */
export type WordFiles = Record<string, object>
type Sentences = Partial<Record<Reason, Sentence>>

export interface Pack {
  /** By feature. */
  words: Record<string, object>
  sentences: Sentences
  /** True once all other translations are loaded too. */
  whole: boolean
}

interface Loaders {
  first: () => Promise<{ words: WordFiles }>
  rest: () => Promise<{ words: WordFiles; sentences: Sentences }>
}

/**
 * A page uses one language, so it loads one, and first the part that the deck needs. Not through platform/lazy.tsx, which
 * waits for these files and shows its errors with their texts: if a language cannot be loaded, the page keeps the one it
 * has, and choosing again requests it again.
 */
const loaders: Record<Language, Loaders> = {
  en: { first: () => import('./en.ts'), rest: () => import('./en-rest.ts') },
  'zh-CN': { first: () => import('./zh-CN.ts'), rest: () => import('./zh-CN-rest.ts') },
}

const fetched: Partial<Record<Language, Pack>> = {}

/** The languages loaded so far. */
export const fetchedPacks = fetched as Readonly<typeof fetched>

const byFeature = (files: WordFiles) =>
  Object.fromEntries(Object.entries(files).map(([file, words]) => [file.replace(/^.*\/|\.json$/g, ''), words]))

export async function fetchFirst(language: Language) {
  const { words } = await loaders[language].first()
  fetched[language] ??= { words: byFeature(words), sentences: {}, whole: false }
}

export async function fetchWhole(language: Language) {
  await fetchFirst(language)
  const { words, sentences } = await loaders[language].rest()
  if (fetched[language]?.whole === true) return
  fetched[language] = { words: { ...fetched[language]?.words, ...byFeature(words) }, sentences, whole: true }
}
