import { useState } from 'react'
import type { client } from '../../app/client.ts'
import { useExplain } from '../../app/failures.ts'
import { tell } from '../../ui/toasts.ts'
import { applyReadings } from './store.ts'

export type TakeReadings = (call: typeof client.counts.refresh, then?: () => void) => void

/** Makes a call that answers with readings, and shows them. */
export function useTakeReadings() {
  const explain = useExplain()
  const [busy, setBusy] = useState(false)
  const run = async (call: typeof client.counts.refresh, then?: () => void) => {
    setBusy(true)
    try {
      const { readings } = await call()
      applyReadings(readings)
      then?.()
    } catch (error) {
      tell(explain(error), 'bad')
    } finally {
      setBusy(false)
    }
  }
  const take: TakeReadings = (call, then) => void run(call, then)
  return { busy, take }
}
