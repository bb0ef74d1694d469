import { languageInUse, speakFrom } from './language.ts'
import { type Language, fetchFirst, fetchWhole, languages } from './packs/packs.ts'
import { lasting } from '../platform/storage.ts'

export { type Language, languages }

const kept = 'giftdeck.language'

const ofTheSystem = (): Language => (navigator.language.toLowerCase().startsWith('zh') ? 'zh-CN' : 'en')

/** `system` follows the computer's language. */
export const languageChoices = ['system', 'en', 'zh-CN'] as const
export type LanguageChoice = (typeof languageChoices)[number]

export function languageChoice(): LanguageChoice {
  const stored = lasting.getItem(kept)
  return languageChoices.find((choice) => choice === stored) ?? 'system'
}

const inUse = (choice: LanguageChoice): Language => (choice === 'system' ? ofTheSystem() : choice)

/** Fails when the words cannot be fetched; the page then goes on in the language it has. */
export async function chooseLanguage(choice: LanguageChoice) {
  const language = inUse(choice)
  await fetchWhole(language)
  lasting.setItem(kept, choice)
  speakFrom(language)
  document.documentElement.lang = language
}

/** What the first load says, in the language in use; before `startWords`. */
export const fetchFirstWords = (choice: LanguageChoice = languageChoice()) => fetchFirst(inUse(choice))

/** Everything else; after `startWords`. What is on the screen takes it in. */
async function fetchOtherWords() {
  await fetchWhole(languageInUse())
  speakFrom(languageInUse())
}

/** What comes after the first load must not come before its words. */
export async function withOtherWords<Part>(coming: Promise<Part>): Promise<Part> {
  const [part] = await Promise.all([coming, fetchOtherWords()])
  return part
}

/** Called once, before the first render, with every language that was fetched. */
export function startWords(choice: LanguageChoice = languageChoice()) {
  const language = inUse(choice)
  document.documentElement.lang = language
  speakFrom(language)
}
