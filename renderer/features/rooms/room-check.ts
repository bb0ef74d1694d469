import { useCallback, useEffect, useRef, useState } from 'react'
import type { CheckStep, RoomInput } from '../../../shared/contract/room.ts'
import { client } from '../../app/client.ts'

export interface Check {
  running: boolean
  steps: readonly CheckStep[]
}

const nothing: Check = { running: false, steps: [] }

/** One check at a time; leaving the step or closing the dialog ends it. */
export function useRoomCheck() {
  const [check, setCheck] = useState(nothing)
  const current = useRef<AbortController>(undefined)

  const cancel = useCallback(() => {
    current.current?.abort()
    setCheck((before) => ({ ...before, running: false }))
  }, [])
  useEffect(() => () => current.current?.abort(), [])

  /** Throws what the server refused; an end by the host's own hand is none. */
  const start = useCallback(async (body: RoomInput) => {
    current.current?.abort()
    const abort = new AbortController()
    current.current = abort
    setCheck({ running: true, steps: [] })
    try {
      for await (const step of await client.room.check(body, { signal: abort.signal })) {
        if (abort.signal.aborted) return
        setCheck((before) => ({ ...before, steps: [...before.steps, step] }))
      }
    } catch (error) {
      if (!abort.signal.aborted) throw error
    } finally {
      if (current.current === abort) setCheck((before) => ({ ...before, running: false }))
    }
  }, [])

  return { check, start, cancel }
}
