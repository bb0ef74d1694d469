import { useCallback } from 'react'
import { useWords } from '../i18n/words.ts'
import { dismiss, tell } from './toasts.ts'
import { useReload } from './Broken.tsx'

let told: number | undefined

/** For what has no place of its own: a menu, a dialog, a shortcut. Said once, however many fail together. */
export function useTellBroken() {
  const words = useWords('app')
  const reload = useReload()
  return useCallback(() => {
    if (told !== undefined) dismiss(told)
    told = tell(words('broken.didNotLoad'), 'bad', { label: words('broken.reload'), act: reload })
  }, [words, reload])
}
