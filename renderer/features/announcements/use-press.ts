import { isLocked } from '../../../shared/domain/arming.ts'
import { pause } from '../../../shared/domain/pause.ts'
import { useState } from 'react'
import { client } from '../../platform/client.ts'
import { useExplain } from '../../platform/explain-failure.ts'
import { fieldIssues } from '../../platform/field-issues.ts'
import { applySafety, useStatus } from '../status/store.ts'

/** Ignore the second click of a double click: it must not post after the first has unlocked the room. */
const deafAfterArmingMs = 400

/** A press on a locked live room unlocks it; the next one posts. */
export async function arm() {
  applySafety(await client.safety.arm({}))
  await pause(deafAfterArmingMs)
}

/** One call at a time, with its errors by field (`problems`) or as a whole (`failure`). */
export function usePress() {
  const explain = useExplain()
  const [busy, setBusy] = useState(false)
  const [problems, setProblems] = useState<Record<string, string>>({})
  const [failure, setFailure] = useState<string | null>(null)

  /** Whether the call succeeded. */
  const run = async (call: () => Promise<unknown>): Promise<boolean> => {
    setBusy(true)
    setFailure(null)
    setProblems({})
    try {
      await call()
      return true
    } catch (error) {
      const issues = fieldIssues(error)
      if (issues === null) setFailure(explain(error))
      else setProblems(issues)
      return false
    } finally {
      setBusy(false)
    }
  }
  /** For calls that viewers will see. */
  const press = (call: () => Promise<unknown>) => run(isLocked(useStatus.getState().status) ? arm : call)

  return { run, press, busy, problems, failure, setProblems }
}
