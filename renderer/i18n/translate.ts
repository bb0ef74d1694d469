import { useCallback } from 'react'
import { useSpeaking, type Values, useLanguage } from './language.ts'

/** The words of one feature: `const words = useWords('deck')`, `words('empty.title')`. */
export function useWords(feature: string) {
  const speak = useSpeaking((speaking) => speaking.speak)
  return useCallback((word: string, values?: Values) => speak(feature, word, values), [speak, feature])
}

/** What stands between two sentences. A Chinese full stop brings its own room along. */
export const useGap = () => (useLanguage() === 'zh-CN' ? '' : ' ')
