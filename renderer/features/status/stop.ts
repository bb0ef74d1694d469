import { create } from 'zustand'
import type { StopResult } from '../../../shared/contract/safety.ts'
import { client } from '../../app/client.ts'
import { applySafety } from './store.ts'

interface Stop {
  /** STOP or Resume is being carried out. */
  busy: boolean
  /** What the last STOP of this page did; null when another door stopped, or after Resume. */
  result: StopResult | null
  error: unknown
}

export const useStop = create<Stop>(() => ({ busy: false, result: null, error: null }))

async function carryOut(act: () => Promise<StopResult | null>) {
  useStop.setState({ busy: true, error: null })
  try {
    useStop.setState({ result: await act() })
  } catch (error) {
    useStop.setState({ error })
  } finally {
    useStop.setState({ busy: false })
  }
}

/** Always allowed, also twice: the second STOP counts what was pressed since. */
export const stop = () => carryOut(() => client.safety.stop())

export const resume = () =>
  carryOut(async () => {
    applySafety(await client.safety.resume())
    return null
  })

export const forgetStopError = () => useStop.setState({ error: null })

export const resetStop = () => useStop.setState(useStop.getInitialState(), true)
