import { useCallback } from 'react'
import { useTranslation } from 'react-i18next'

/** A word of a feature's catalogue, to be said later in the language of that moment. */
export interface Says {
  feature: string
  word: string
  values?: Record<string, string>
}

/** `const say = useSay()`, then `say({ feature: 'deck', word: 'title' })`. */
export function useSay() {
  const { t } = useTranslation()
  return useCallback(({ feature, word, values }: Says): string => t(word, { ns: feature, ...values }), [t])
}
