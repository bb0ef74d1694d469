import { create } from 'zustand'
import { client, ConnectionLost } from '../../platform/client.ts'
import { useConnection } from '../../platform/connection.ts'
import { applySafety, useStatus } from './store.ts'

interface Stop {
  /** The call for STOP or Resume is in progress. */
  busy: boolean
  error: unknown
  /** STOP was pressed but is not confirmed: `silent` = no answer yet, `lost` = it could not be sent. */
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
 * Any answer confirms it, also the one that STOP could not be recorded, and so does the event that sending is stopped.
 */
function confirm() {
  clearTimeout(confirmTimer)
  if (useStop.getState().unconfirmed !== null) useStop.setState({ unconfirmed: null })
}

/** Always allowed, also twice: the second STOP also covers what was pressed since the first. */
export const stop = () =>
  carryOut(async () => {
    expectConfirmation()
    try {
      await client.safety.stop()
      confirm()
    } catch (error) {
      if (error instanceof ConnectionLost) {
        // Whether the call arrived is unknown.
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

// A STOP that could not be sent is sent on the next connection, unless the host has withdrawn it.
useConnection.subscribe(({ state }) => {
  if (state === 'open' && useStop.getState().unconfirmed === 'lost') void stop()
})

export const forgetStopError = () => useStop.setState({ error: null })

export function resetStop() {
  clearTimeout(confirmTimer)
  useStop.setState(useStop.getInitialState(), true)
}
