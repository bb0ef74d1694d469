import i18next from 'i18next'
import { initReactI18next } from 'react-i18next'

export const languages = { en: 'English', 'zh-CN': '简体中文' }
export type Language = keyof typeof languages

const kept = 'giftdeck.language'

/** One file per feature and language, found by name, so a new feature needs no list to be edited. */
const files = import.meta.glob<Record<string, unknown>>('./*/*.json', { eager: true, import: 'default' })

function catalogues() {
  const all: Record<string, Record<string, Record<string, unknown>>> = {}
  for (const [file, words] of Object.entries(files)) {
    const [, language = '', feature = ''] = /^\.\/([^/]+)\/([^/]+)\.json$/.exec(file) ?? []
    all[language] = { ...all[language], [feature]: words }
  }
  return all
}

const ofTheSystem = (): Language => (navigator.language.toLowerCase().startsWith('zh') ? 'zh-CN' : 'en')

/** `system` follows the computer's language. */
export const languageChoices = ['system', 'en', 'zh-CN'] as const
export type LanguageChoice = (typeof languageChoices)[number]

export function languageChoice(): LanguageChoice {
  const stored = localStorage.getItem(kept)
  return languageChoices.find((choice) => choice === stored) ?? 'system'
}

const inUse = (choice: LanguageChoice): Language => (choice === 'system' ? ofTheSystem() : choice)

export async function chooseLanguage(choice: LanguageChoice) {
  localStorage.setItem(kept, choice)
  await i18next.changeLanguage(inUse(choice))
  document.documentElement.lang = inUse(choice)
}

/** Called once, before the first render; the catalogues are in the bundle, so it ends at once. */
export function startWords(choice: LanguageChoice = languageChoice()) {
  const language = inUse(choice)
  document.documentElement.lang = language
  void i18next.use(initReactI18next).init({
    lng: language,
    fallbackLng: 'en',
    defaultNS: 'app',
    resources: catalogues(),
    initAsync: false,
    // React escapes.
    interpolation: { escapeValue: false },
  })
}
