import { ORPCError } from '@orpc/client'
import { useEffect, useState } from 'react'
import type { SendStory } from '../../../shared/contract/story.ts'
import { client } from '../../platform/client.ts'
import { onReceipts, useSends } from '../sends/store.ts'

interface LoadedStory {
  of: string | null
  story: SendStory | null
  error: unknown
  /** Requests the story again. */
  again: () => void
}

const nothing: LoadedStory = { of: null, story: null, error: null, again: () => undefined }

/** True if the send was erased, so that its story cannot be requested again. */
export const isGone = (error: unknown) => error instanceof ORPCError && error.code === 'NOT_FOUND'

/**
 * Loads the story of one send, and loads it again whenever the send, or one that repeats it, changes. If `id` becomes
 * null, the last story is still returned, because the sheet shows it while it closes.
 */
export function useStory(id: string | null): LoadedStory {
  const [loaded, setLoaded] = useState(nothing)
  const history = useSends((state) => state.history)
  useEffect(() => {
    if (id === null) return
    /** Increases with every request, so that a late answer to an older one is dropped. */
    let asked = 0
    const again = () => void ask()
    const ask = async () => {
      const mine = ++asked
      const answer = await client.sends.story({ id }).then(
        (story): LoadedStory => ({ of: id, story, error: null, again }),
        (error: unknown): LoadedStory => ({ of: id, story: null, error, again }),
      )
      if (mine === asked)
        setLoaded((before) =>
          answer.story === null && before.of === id && !isGone(answer.error)
            ? { ...before, ...answer, story: before.story }
            : answer,
        )
    }
    void ask()
    const forget = onReceipts((changes) => {
      if (changes.some(({ receipt }) => receipt.id === id || receipt.parentId === id)) void ask()
    })
    return () => {
      asked = Infinity
      forget()
    }
  }, [id, history])
  return id === null || loaded.of === id ? loaded : nothing
}
