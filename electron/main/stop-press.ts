import type { StopResult } from '../../shared/contract/safety.ts'
import type { Log } from '../core/ports.ts'
import type { Words } from './words.ts'

interface StopPressDeps {
  stop: () => Promise<StopResult>
  notice: (title: string, body: string) => void
  log: Pick<Log, 'error'>
  words: Pick<Words, 'stopped' | 'stoppedBody' | 'stopFailed' | 'stopUnconfirmed' | 'stopUnconfirmedBody'>
}

/** STOP waits up to 2 s for calls in flight before it answers. A longer wait means that something hangs. */
export const stopAnswersWithinMs = 3_000

/**
 * Creates the handler of a STOP from the menu, the tray or the global shortcut. A notification shows the result, or
 * says that STOP is not confirmed if there is no answer in time.
 */
export function createStopPress({ stop, notice, log, words }: StopPressDeps) {
  return async () => {
    const unconfirmed = setTimeout(() => notice(words.stopUnconfirmed, words.stopUnconfirmedBody), stopAnswersWithinMs)
    try {
      const { cancelled, alreadySent, unknown } = await stop()
      notice(words.stopped, words.stoppedBody(cancelled, alreadySent, unknown))
    } catch (error) {
      log.error('STOP failed.', { stack: (error as Error).stack })
      notice(words.stopFailed, '')
    } finally {
      clearTimeout(unconfirmed)
    }
  }
}
