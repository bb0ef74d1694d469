import { languageInUse, speakFrom } from './language.ts'
import { type Language, fetchFirst, fetchWhole, languages } from './packs/packs.ts'
import { lasting } from '../platform/storage.ts'

export { type Language, languages }

const storageKey = 'giftdeck.language'

const ofTheSystem = (): Language => (navigator.language.toLowerCase().startsWith('zh') ? 'zh-CN' : 'en')

/** `system` follows the operating system's language. */
export const languageChoices = ['system', 'en', 'zh-CN'] as const
export type LanguageChoice = (typeof languageChoices)[number]

export function languageChoice(): LanguageChoice {
  const stored = lasting.getItem(storageKey)
  return languageChoices.find((choice) => choice === stored) ?? 'system'
}

const inUse = (choice: LanguageChoice): Language => (choice === 'system' ? ofTheSystem() : choice)

/** Changes the language. Rejects if the translations cannot be loaded; the page then keeps its language. */
export async function chooseLanguage(choice: LanguageChoice) {
  const language = inUse(choice)
  await fetchWhole(language)
  lasting.setItem(storageKey, choice)
  speakFrom(language)
  document.documentElement.lang = language
}

/** Loads the translations that the first load needs. Call it before `startWords`. */
export const fetchFirstWords = (choice: LanguageChoice = languageChoice()) => fetchFirst(inUse(choice))

/** Loads all other translations. Call it after `startWords`. Components on the screen then render again. */
export async function fetchOtherWords() {
  await fetchWhole(languageInUse())
  speakFrom(languageInUse())
}

/** Sets the language of the page from the loaded translations. Call it once, before the first render. */
export function startWords(choice: LanguageChoice = languageChoice()) {
  const language = inUse(choice)
  document.documentElement.lang = language
  speakFrom(language)
}
