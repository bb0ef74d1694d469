import type { Reason, Sentence } from '../../../shared/sentences/sentences.ts'

export const languages = { en: 'English', 'zh-CN': '简体中文' }
export type Language = keyof typeof languages

export interface LanguagePack {
  /** By file name. */
  words: Record<string, object>
  sentences: Partial<Record<Reason, Sentence>>
}

/** A page speaks one language, so it loads one. */
const loaders: Record<Language, () => Promise<{ pack: LanguagePack }>> = {
  en: () => import('./en.ts'),
  'zh-CN': () => import('./zh-CN.ts'),
}

const fetched: Partial<Record<Language, LanguagePack>> = {}

export async function fetchPack(language: Language) {
  fetched[language] ??= (await loaders[language]()).pack
}

/** Those that were fetched so far. */
export const fetchedPacks = fetched as Readonly<typeof fetched>

/** `{ deck: { title: .. } }` out of a pack's files. */
export const wordsByFeature = ({ words }: LanguagePack) =>
  Object.fromEntries(Object.entries(words).map(([file, catalogue]) => [file.replace(/^.*\/|\.json$/g, ''), catalogue]))
