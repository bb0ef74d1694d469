import { useCallback } from 'react'
import { useLiveAnnouncer, type Values, useLanguage } from './language.ts'

/** The words of one feature: `const words = useWords('deck')`, `words('empty.title')`. */
export function useTranslate(feature: string) {
  const announce = useLiveAnnouncer((speaking) => speaking.announce)
  return useCallback((word: string, values?: Values) => announce(feature, word, values), [announce, feature])
}

/** The separator between two sentences. A Chinese full stop already includes the space. */
export const useGap = () => (useLanguage() === 'zh-CN' ? '' : ' ')
