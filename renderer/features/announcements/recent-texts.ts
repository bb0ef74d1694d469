import { useMemo } from 'react'
import { asTemplate } from '../../../shared/templates/fill-template.ts'
import { useSends } from '../sends/store.ts'

const shown = 3

/** The last different texts that were posted, newest first, as templates of themselves. */
export function useRecentTexts(): readonly string[] {
  const byId = useSends((state) => state.byId)
  const order = useSends((state) => state.order)
  return useMemo(() => {
    const texts = new Set<string>()
    for (const id of order) {
      const text = byId[id]?.announcement?.text
      if (text !== undefined) texts.add(asTemplate(text))
      if (texts.size === shown) break
    }
    return [...texts]
  }, [byId, order])
}
