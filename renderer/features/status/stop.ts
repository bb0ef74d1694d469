import { create } from 'zustand'
import { client, ConnectionLost } from '../../platform/client.ts'
import { useConnection } from '../../platform/connection.ts'
import { applySafety, useStatus } from './store.ts'

interface Stop {
  /** True while a call for STOP or Resume is in progress. */
  busy: boolean
  error: unknown
  /** Set if STOP is not confirmed: `silent` = no answer in time, `lost` = the connection broke during the call. */
  unconfirmed: 'silent' | 'lost' | null
}

export const useStop = create<Stop>(() => ({ busy: false, error: null, unconfirmed: null }))

/** How long the page waits before it says that STOP is not confirmed. */
const confirmWithinMs = 2_000
let confirmTimer: ReturnType<typeof setTimeout> | undefined

async function carryOut(act: () => Promise<void>) {
  useStop.setState({ busy: true, error: null })
  try {
    await act()
  } catch (error) {
    useStop.setState({ error })
  } finally {
    useStop.setState({ busy: false })
  }
}

function expectConfirmation() {
  clearTimeout(confirmTimer)
  confirmTimer = setTimeout(
    () => useStop.setState(({ unconfirmed }) => ({ unconfirmed: unconfirmed ?? 'silent' })),
    confirmWithinMs,
  )
}

/**
 * Marks STOP as confirmed. Call it after any answer, also one that says that STOP could not be recorded, and after an
 * event that says that sending is stopped.
 */
function confirm() {
  clearTimeout(confirmTimer)
  if (useStop.getState().unconfirmed !== null) useStop.setState({ unconfirmed: null })
}

/** Calls STOP. It may be called again while stopped; the second STOP cancels what was pressed since the first. */
export const stop = () =>
  carryOut(async () => {
    expectConfirmation()
    try {
      await client.safety.stop()
      confirm()
    } catch (error) {
      if (error instanceof ConnectionLost) {
        // It is unknown whether the server received the call.
        useStop.setState({ unconfirmed: 'lost' })
        return
      }
      confirm()
      throw error
    }
  })

export const resume = () =>
  carryOut(async () => {
    applySafety(await client.safety.resume())
    confirm()
  })

useStatus.subscribe(({ status }) => {
  if (status?.stopped === true) confirm()
})

// A STOP whose connection broke is sent again on the next connection.
useConnection.subscribe(({ state }) => {
  if (state === 'open' && useStop.getState().unconfirmed === 'lost') void stop()
})

export const forgetStopError = () => useStop.setState({ error: null })

export function resetStop() {
  clearTimeout(confirmTimer)
  useStop.setState(useStop.getInitialState(), true)
}
