import { create } from 'zustand'
import { type Language, type Pack, fetchedPacks } from './packs/packs.ts'
import { type Speak, speakIn } from './speak.ts'

interface Speaking {
  language: Language
  pack: Pack | undefined
  /** Another function whenever the language or its words are others, so that what was said is said anew. */
  speak: Speak
}

export const useSpeaking = create<Speaking>(() => ({ language: 'en', pack: undefined, speak: speakIn([]) }))

/** With everything fetched so far; English stands in for what a language has no word for. */
export function speakFrom(language: Language) {
  const pack = fetchedPacks[language]
  const speaking = useSpeaking.getState()
  // Several panels may have waited for the same words.
  if (pack === speaking.pack && language === speaking.language) return
  const order = [...new Set([language, 'en' as const])]
  const speak = speakIn(order.map((locale) => ({ locale, words: fetchedPacks[locale]?.words ?? {} })))
  useSpeaking.setState({ language, pack, speak })
}

export const languageInUse = () => useSpeaking.getState().language

export const useLanguage = () => useSpeaking((speaking) => speaking.language)
