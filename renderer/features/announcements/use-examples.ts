import { useMemo } from 'react'
import type { Template } from '../../../shared/contract/templates.ts'
import { useWords } from '../../i18n/words.ts'

const names = ['soon', 'welcome', 'thanks', 'back'] as const

/** What a room without templates of its own starts with, in the host's language. */
export function useExamples(): readonly Template[] {
  const words = useWords('announcements')
  return useMemo(
    () => names.map((id) => ({ id, name: words(`templates.names.${id}`), text: words(`templates.${id}`) })),
    [words],
  )
}
