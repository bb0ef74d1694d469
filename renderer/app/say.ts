import { useCallback } from 'react'
import { useSpeaking } from '../i18n/language.ts'

/** A word of a feature's catalogue, to be said later in the language of that moment. */
export interface Says {
  feature: string
  word: string
  values?: Record<string, string>
}

/** `const say = useSay()`, then `say({ feature: 'deck', word: 'title' })`. */
export function useSay() {
  const speak = useSpeaking((speaking) => speaking.speak)
  return useCallback(({ feature, word, values }: Says) => speak(feature, word, values), [speak])
}
