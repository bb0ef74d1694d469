import { useCallback } from 'react'
import type { Feature, Translate } from './keys.ts'
import { useLiveAnnouncer, useLanguage } from './language.ts'

/** The texts of one feature: `const t = useTranslate('deck')`, then `t('empty.title')`. */
export function useTranslate<F extends Feature>(feature: F): Translate<F> {
  const announce = useLiveAnnouncer((speaking) => speaking.announce)
  return useCallback((key, values) => announce(feature, key, values), [announce, feature])
}

/** The separator between two sentences. A Chinese full stop already includes the space. */
export const useGap = () => (useLanguage() === 'zh-CN' ? '' : ' ')
