import { isLocked } from '../../../shared/domain/arming.ts'
import { pause } from '../../../shared/domain/pause.ts'
import { useState } from 'react'
import { client } from '../../platform/client.ts'
import { expectReceipt } from '../../platform/expected-receipts.ts'
import { useExplain } from '../../platform/explain-failure.ts'
import { fieldIssues } from '../../platform/field-issues.ts'
import { applySafety, useStatus } from '../status/store.ts'

/** Presses are ignored for this long after arming, so that the second click of a double click does not post. */
const ignoreAfterArmingMs = 400

/** Arms a locked live room. The next press then posts. */
export async function arm() {
  applySafety(await client.safety.arm({}))
  await pause(ignoreAfterArmingMs)
}

/** Runs calls of a form. Errors of a call are returned by field (`problems`) or as one message (`failure`). */
export function usePress() {
  const explain = useExplain()
  const [busy, setBusy] = useState(false)
  const [problems, setProblems] = useState<Record<string, string>>({})
  const [failure, setFailure] = useState<string | null>(null)

  /** Resolves to true if the call succeeded. */
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
  /** Runs a call that viewers will see. In a locked live room it arms the room instead. */
  const press = (call: () => Promise<unknown>) => {
    expectReceipt()
    return run(isLocked(useStatus.getState().status) ? arm : call)
  }

  return { run, press, busy, problems, failure, setProblems }
}
