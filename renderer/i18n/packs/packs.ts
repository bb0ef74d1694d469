import type { Reason, Sentence } from '../../../shared/sentences/sentences.ts'

export const languages = { en: 'English', 'zh-CN': '简体中文' }
export type Language = keyof typeof languages

/** Translation files by path. The name of a file is its feature. */
export type WordFiles = Record<string, object>
type Sentences = Partial<Record<Reason, Sentence>>

export interface Pack {
  /** The translations by feature. */
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
 * The loaders of each language. A page loads the language it uses only, and first the part that the deck needs. They do
 * not use platform/lazy.tsx, because that needs these texts for its own error messages. If a language cannot be loaded,
 * the page keeps its language, and a later choice requests the language again.
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
