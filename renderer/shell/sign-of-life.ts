import { pause } from '../../shared/domain/pause.ts'
import { client } from '../platform/client.ts'
import { setConnection, useConnection } from '../platform/connection.ts'

const askEveryMs = 750
/** A host reads within three seconds that Giftdeck does not answer. */
const silentAfterMs = 2_000

/**
 * Asks Giftdeck again and again whether it is there. A host that is swapped out or stopped keeps its line open, so only
 * the missing answer tells. The signal ends it with its line, whose end is told by itself.
 */
export async function watchForSilence(signal: AbortSignal) {
  while (!signal.aborted) {
    const warning = warnOfSilence(signal)
    const hasAnswered = await client.status.ping({}).then(
      () => true,
      () => false,
    )
    warning.cancel()
    if (signal.aborted) return
    if (hasAnswered && useConnection.getState().state === 'silent') setConnection('open')
    await pause(askEveryMs)
  }
}

function warnOfSilence(signal: AbortSignal) {
  let timer: ReturnType<typeof setTimeout>
  const wait = () => {
    const due = performance.now() + silentAfterMs
    timer = setTimeout(() => {
      if (signal.aborted) return
      // This page stood still itself: the answer may be here, and is read next.
      if (performance.now() - due > silentAfterMs) wait()
      else setConnection('silent')
    }, silentAfterMs)
  }
  wait()
  return { cancel: () => clearTimeout(timer) }
}
