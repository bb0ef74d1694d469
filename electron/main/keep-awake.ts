import { isRunning } from '../../shared/domain/send-states.ts'
import type { ActiveSends } from '../core/ledger/active-sends.ts'
import type { Clock, Timer } from '../core/ports.ts'
import { hasSendsInFlight } from './in-use.ts'

/** The part of Electron's powerSaveBlocker that is used here. */
export interface Blocker {
  start(type: 'prevent-app-suspension'): number
  stop(id: number): boolean
}

/** A long queue changes thousands of times a second, so this interval limits how often it is checked. */
const checkEveryMs = 500

/** Prevents the computer from going to sleep while sends are running. The screen may still turn off. */
export function keepAwake(deps: {
  activeSends: Pick<ActiveSends, 'open' | 'onChange'>
  clock: Clock
  blocker: Blocker
}) {
  const { activeSends, clock, blocker } = deps
  let block: number | undefined
  let timer: Timer | undefined

  const release = () => {
    if (block !== undefined) blocker.stop(block)
    block = undefined
  }
  const check = () => {
    timer = undefined
    if (!hasSendsInFlight(activeSends)) release()
    else timer = clock.setTimeout(check, checkEveryMs)
  }
  const stopListening = activeSends.onChange((send) => {
    if (block !== undefined || !isRunning(send.state)) return
    block = blocker.start('prevent-app-suspension')
    timer = clock.setTimeout(check, checkEveryMs)
  })
  return {
    stop() {
      stopListening()
      if (timer !== undefined) clock.clearTimeout(timer)
      release()
    },
  }
}
