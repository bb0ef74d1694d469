import { useCallback, useEffect, useRef, useState } from 'react'
import type { SandboxState } from '../../../shared/contract/sandbox.ts'
import { client } from '../../app/client.ts'
import { useExplain } from '../../app/failures.ts'

/** What the sandbox plays while `open`. A switch moves at once and falls back to what is played when it is refused. */
export function useSandbox(open: boolean) {
  const explain = useExplain()
  const [state, setState] = useState<SandboxState | null>(null)
  const [failure, setFailure] = useState<string | null>(null)
  /** Rises with every question, so that a late answer to an old one is dropped. */
  const asked = useRef(0)
  const look = useCallback(
    async (why: string | null) => {
      const mine = ++asked.current
      const [found, trouble] = await client.sandbox.get().then(
        (played) => [played, why] as const,
        (error: unknown) => [null, why ?? explain(error)] as const,
      )
      if (mine !== asked.current) return
      setState(found)
      setFailure(trouble)
    },
    [explain],
  )
  useEffect(() => {
    if (open) void look(null)
  }, [open, look])
  const change = async (next: SandboxState) => {
    const mine = ++asked.current
    setState(next)
    setFailure(null)
    try {
      const played = await client.sandbox.set(next)
      if (mine === asked.current) setState(played)
    } catch (error) {
      if (mine === asked.current) await look(explain(error))
    }
  }
  return { state, failure, change: (next: SandboxState) => void change(next) }
}
