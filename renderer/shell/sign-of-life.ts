import { pause } from '../../shared/domain/pause.ts'
import { client } from '../platform/client.ts'
import { setConnection, useConnection } from '../platform/connection.ts'

const askEveryMs = 750
/** After this time without an answer the page says that Giftdeck does not answer. The host must know it within 3 s. */
const silentAfterMs = 2_000

/**
 * Pings the server repeatedly. A process that is suspended or swapped out keeps its connection open, so only a missing
 * answer shows that it does not run. The signal ends the pings when the connection ends.
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
      // The timer is late, so this page itself was suspended. The answer may have arrived and not been read yet.
      if (performance.now() - due > silentAfterMs) wait()
      else setConnection('silent')
    }, silentAfterMs)
  }
  wait()
  return { cancel: () => clearTimeout(timer) }
}
