import { fileFailure } from '../core/platform/file-failure.ts'
import { createLastNet, stackOf } from '../core/platform/run-safely.ts'
import { createLog } from '../core/platform/log.ts'
import type { Policy } from '../core/policy.ts'
import { StartFailure } from '../core/errors/failures.ts'
import { systemClock, systemRandom } from '../core/platform/system.ts'
import { startHeadless } from './start.ts'

/**
 * Runs Giftdeck in this process without a window: reads the flags, prints one line of JSON once the server is ready,
 * and shuts down gracefully on a signal.
 */
export async function runHeadless({ policy, builtIn }: { policy: Policy; builtIn: string }): Promise<void> {
  process.umask(0o077)
  const log = createLog(policy.log)
  const hasParent = process.connected
  try {
    const host = await startHeadless(process.argv.slice(2), { policy, log, builtIn })
    const lastNet = createLastNet({ log, random: systemRandom, clock: systemClock, policy: policy.log })
    process.on('unhandledRejection', lastNet)
    process.on('uncaughtException', lastNet)
    let stopping = false
    const end = async () => {
      if (stopping) return
      stopping = true
      try {
        await host.stop()
        process.exit(0)
      } catch (error) {
        log.error('The host did not stop in order.', { stack: stackOf(error) })
        process.exit(1)
      }
    }
    // SIGHUP means that the terminal in which this process was started has closed.
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => void end())
    // The parent was killed and forwarded no signal. No orphan process may go on sending, so this process ends.
    process.once('disconnect', () => void end())
    // The parent may have ended during the start, before the listener above was set.
    if (hasParent && !process.connected) void end()
    // Print this last, because the reader may end this process at once.
    const { port, url, token } = host.server
    process.stdout.write(`${JSON.stringify({ ready: true, port, url, token })}\n`)
  } catch (error) {
    const failure = toStartFailure(error)
    if (!failure) throw error
    process.stderr.write(`Giftdeck cannot start. ${failure.message}\n${failure.advice}\n`)
    process.exit(1)
  }
}

/**
 * Converts a file system error to a StartFailure, which names the file and needs no stack. Returns undefined for every
 * other error.
 */
function toStartFailure(error: unknown): StartFailure | undefined {
  if (error instanceof StartFailure) return error
  const { path: file, code } = error as NodeJS.ErrnoException
  return file !== undefined && code !== undefined ? fileFailure(file, error) : undefined
}
