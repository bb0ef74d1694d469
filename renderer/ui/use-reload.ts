import { useCallback } from 'react'
import { useWords } from '../i18n/words.ts'
import { tell } from './toasts.ts'

/** Loads the page anew; code that failed once stays failed until then. Not while nothing would answer: that page could not come back. */
export function useReload() {
  const words = useWords('app')
  return useCallback(() => {
    fetch(location.pathname, { method: 'HEAD' }).then(
      () => location.reload(),
      () => tell(words('broken.notNow'), 'warn'),
    )
  }, [words])
}
