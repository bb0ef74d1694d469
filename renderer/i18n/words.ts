import { useCallback } from 'react'
import { useSpeaking, type Values } from './language.ts'

/** The words of one feature: `const words = useWords('deck')`, `words('empty.title')`. */
export function useWords(feature: string) {
  const speak = useSpeaking((speaking) => speaking.speak)
  return useCallback((word: string, values?: Values) => speak(feature, word, values), [speak, feature])
}
