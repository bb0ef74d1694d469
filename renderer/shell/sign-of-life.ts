import { pause } from '../../shared/domain/pause.ts'
import { client } from '../platform/client.ts'
import { setConnection, useConnection } from '../platform/connection.ts'

const askEveryMs = 750
/** The host must read within three seconds that Giftdeck does not answer. */
const silentAfterMs = 2_000

/**
 * Pings the server again and again. A process that is suspended or swapped out keeps its connection open, so only a
 * missing answer reveals it. The signal ends the pings together with the connection, whose end is reported separately.
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
      // This page was itself suspended. The answer may already be in the queue and is read next.
      if (performance.now() - due > silentAfterMs) wait()
      else setConnection('silent')
    }, silentAfterMs)
  }
  wait()
  return { cancel: () => clearTimeout(timer) }
}
