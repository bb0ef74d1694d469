import { useCallback, useEffect, useRef, useState } from 'react'
import type { SandboxState } from '../../../shared/contract/sandbox.ts'
import { client } from '../../app/client.ts'
import { useExplain } from '../../app/failures.ts'
import { asks } from '../../app/readings.ts'

/** What the sandbox plays while `open`. A switch moves at once and falls back to what is played when it is refused. */
export function useSandbox(open: boolean) {
  const explain = useExplain()
  const [state, setState] = useState<SandboxState | null>(null)
  const [failure, setFailure] = useState<string | null>(null)
  /** Rises with every question, so that a late answer to an old one is dropped. */
  const asked = useRef(0)
  const look = useCallback((why: string | null) => {
    const mine = ++asked.current
    const read = async () => {
      try {
        const found = await client.sandbox.get()
        if (mine === asked.current) setState(found)
      } catch (error) {
        // What was switched in vain is not what is played.
        if (mine === asked.current) setState(null)
        throw error
      } finally {
        if (mine === asked.current) setFailure(why)
      }
    }
    asks('sandbox', read)()
  }, [])
  useEffect(() => {
    if (open) look(null)
  }, [open, look])
  const change = async (next: SandboxState) => {
    const mine = ++asked.current
    setState(next)
    setFailure(null)
    try {
      const played = await client.sandbox.set(next)
      if (mine === asked.current) setState(played)
    } catch (error) {
      if (mine === asked.current) look(explain(error))
    }
  }
  return { state, failure, change: (next: SandboxState) => void change(next) }
}
