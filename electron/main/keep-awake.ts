import { isRunning } from '../../shared/domain/send-states.ts'
import type { ActiveSends } from '../core/ledger/active-sends.ts'
import type { Clock, Timer } from '../core/ports.ts'
import { hasSendsInFlight } from './in-use.ts'

/** Electron's powerSaveBlocker, as far as it is used. */
export interface Blocker {
  start(type: 'prevent-app-suspension'): number
  stop(id: number): boolean
}

/** A long queue changes thousands of times a second. Check whether it is empty no more often than this. */
const askEveryMs = 500

/** Keeps this computer from falling asleep by itself while sends are on their way; the screen may go dark. */
export function keepAwake(deps: {
  activeSends: Pick<ActiveSends, 'open' | 'onChange'>
  clock: Clock
  blocker: Blocker
}) {
  const { activeSends, clock, blocker } = deps
  let block: number | undefined
  let asking: Timer | undefined

  const release = () => {
    if (block !== undefined) blocker.stop(block)
    block = undefined
  }
  const ask = () => {
    asking = undefined
    if (!hasSendsInFlight(activeSends)) release()
    else asking = clock.setTimeout(ask, askEveryMs)
  }
  const stopListening = activeSends.onChange((send) => {
    if (block !== undefined || !isRunning(send.state)) return
    block = blocker.start('prevent-app-suspension')
    asking = clock.setTimeout(ask, askEveryMs)
  })
  return {
    stop() {
      stopListening()
      if (asking !== undefined) clock.clearTimeout(asking)
      release()
    },
  }
}
