import { useCallback } from 'react'
import type { Feature, Translate } from './keys.ts'
import { useLiveAnnouncer, useLanguage } from './language.ts'

/** Returns a function that translates the keys of one feature: `const t = useTranslate('deck')`, `t('empty.title')`. */
export function useTranslate<F extends Feature>(feature: F): Translate<F> {
  const announce = useLiveAnnouncer((speaking) => speaking.announce)
  return useCallback((key, values) => announce(feature, key, values), [announce, feature])
}

/** Returns the separator between two sentences. In Chinese it is empty: the full stop already includes the space. */
export const useGap = () => (useLanguage() === 'zh-CN' ? '' : ' ')
