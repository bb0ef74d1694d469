import { useMemo } from 'react'
import type { SendState } from '../../../shared/contract/send.ts'
import { asTemplate } from '../../../shared/templates/fill-template.ts'
import { useSends } from '../sends/store.ts'

const shown = 3

interface RecentText {
  text: string
  /** What became of it the last time. */
  state: SendState
}

/** The last different texts that were posted, newest first, as templates of themselves. */
export function useRecentTexts(): readonly RecentText[] {
  const byId = useSends((state) => state.byId)
  const order = useSends((state) => state.order)
  return useMemo(() => {
    const states = new Map<string, SendState>()
    for (const id of order) {
      const post = byId[id]
      const text = post?.announcement && asTemplate(post.announcement.text)
      if (text !== undefined && !states.has(text)) states.set(text, post!.state)
      if (states.size === shown) break
    }
    return [...states].map(([text, state]) => ({ text, state }))
  }, [byId, order])
}
