import { ORPCError } from '@orpc/client'
import { useEffect, useState } from 'react'
import type { SendStory } from '../../../shared/contract/story.ts'
import { client } from '../../platform/client.ts'
import { onReceipts, useSends } from '../sends/store.ts'

interface Told {
  of: string | null
  story: SendStory | null
  error: unknown
  /** Request the story again. */
  again: () => void
}

const nothing: Told = { of: null, story: null, error: null, again: () => undefined }

/** Erased meanwhile: there is nothing left to request. */
export const isGone = (error: unknown) => error instanceof ORPCError && error.code === 'NOT_FOUND'

/**
 * The story of one send, requested again whenever the send, or one that repeats it, changes. After null the last story
 * stays, because the sheet still shows it while it closes.
 */
export function useStory(id: string | null): Told {
  const [reported, setTold] = useState(nothing)
  const history = useSends((state) => state.history)
  useEffect(() => {
    if (id === null) return
    /** Increases with every request, so that a late answer to an older one is dropped. */
    let asked = 0
    const again = () => void ask()
    const ask = async () => {
      const mine = ++asked
      const answer = await client.sends.story({ id }).then(
        (story): Told => ({ of: id, story, error: null, again }),
        (error: unknown): Told => ({ of: id, story: null, error, again }),
      )
      if (mine === asked)
        setTold((before) =>
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
  return id === null || reported.of === id ? reported : nothing
}
