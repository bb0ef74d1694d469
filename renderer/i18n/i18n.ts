import i18next from 'i18next'
import { initReactI18next } from 'react-i18next'
import { type Language, fetchFirst, fetchWhole, fetchedPacks, languages } from './packs/packs.ts'

export { type Language, languages }

const kept = 'giftdeck.language'

const ofTheSystem = (): Language => (navigator.language.toLowerCase().startsWith('zh') ? 'zh-CN' : 'en')

/** `system` follows the computer's language. */
export const languageChoices = ['system', 'en', 'zh-CN'] as const
export type LanguageChoice = (typeof languageChoices)[number]

export function languageChoice(): LanguageChoice {
  const stored = localStorage.getItem(kept)
  return languageChoices.find((choice) => choice === stored) ?? 'system'
}

const inUse = (choice: LanguageChoice): Language => (choice === 'system' ? ofTheSystem() : choice)

async function addWhole(language: Language) {
  await fetchWhole(language)
  for (const [feature, words] of Object.entries(fetchedPacks[language]?.words ?? {}))
    i18next.addResourceBundle(language, feature, words)
}

/** Fails when the words cannot be fetched; the page then goes on in the language it has. */
export async function chooseLanguage(choice: LanguageChoice) {
  const language = inUse(choice)
  await addWhole(language)
  localStorage.setItem(kept, choice)
  await i18next.changeLanguage(language)
  document.documentElement.lang = language
}

/** What the first load says, in the language in use; before `startWords`. */
export const fetchFirstWords = (choice: LanguageChoice = languageChoice()) => fetchFirst(inUse(choice))

/** Everything else; after `startWords`. */
export const fetchOtherWords = () => addWhole(inUse(languageChoice()))

/** Called once, before the first render, with every language that was fetched. */
export function startWords(choice: LanguageChoice = languageChoice()) {
  const language = inUse(choice)
  document.documentElement.lang = language
  void i18next.use(initReactI18next).init({
    lng: language,
    fallbackLng: 'en',
    defaultNS: 'app',
    resources: Object.fromEntries(Object.entries(fetchedPacks).map(([name, { words }]) => [name, { ...words }])),
    initAsync: false,
    // What comes later is shown when it comes.
    react: { bindI18nStore: 'added' },
    // React escapes.
    interpolation: { escapeValue: false },
  })
}
