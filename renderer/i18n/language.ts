import { create } from 'zustand'
import { type Language, type Pack, fetchedPacks } from './packs/packs.ts'
import { type Speak, speakIn } from './speak-in.ts'

interface Speaking {
  language: Language
  pack: Pack | undefined
  /** The function changes whenever the language or its translations change, so that React renders again. */
  announce: Speak
}

export const useLiveAnnouncer = create<Speaking>(() => ({ language: 'en', pack: undefined, announce: speakIn([]) }))

/** Sets the language, with every translation loaded so far. English is the fallback for a missing translation. */
export function speakFrom(language: Language) {
  const pack = fetchedPacks[language]
  const speaking = useLiveAnnouncer.getState()
  // Nothing has changed: several panels may have waited for the same translations.
  if (pack === speaking.pack && language === speaking.language) return
  const order = [...new Set([language, 'en' as const])]
  const announce = speakIn(order.map((locale) => ({ locale, words: fetchedPacks[locale]?.words ?? {} })))
  useLiveAnnouncer.setState({ language, pack, announce })
}

export const languageInUse = () => useLiveAnnouncer.getState().language

export const useLanguage = () => useLiveAnnouncer((speaking) => speaking.language)
