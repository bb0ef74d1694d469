import type { HostLog } from '../core/platform/log.ts'

export interface Ending {
  /** Resolves once the ledger is closed. */
  stop(): Promise<void>
  /** Installs an update that is ready, if there is one. The installer then ends this process. */
  install(): Promise<void>
  /** Ends the process. It is not called if an installer has already ended the process. */
  exit(): void
}

/**
 * Handles Electron's `before-quit`. The first quit is held up until the ledger is closed; unsent sends are held for the
 * next start. Further quits are blocked until then. Afterwards a quit passes, because the installer issues its own.
 */
export function createGracefulShutdown(deps: {
  /** Returns what has to be closed, or undefined if nothing is open yet. */
  take: () => Ending | undefined
  log: Pick<HostLog, 'error' | 'close'>
}) {
  const { log } = deps
  let state: 'running' | 'closing' | 'closed' = 'running'

  const end = async (ending: Ending) => {
    await ending.stop().catch((error: Error) => log.error('The desktop did not stop in order.', { stack: error.stack }))
    await log.close()
    state = 'closed'
    await ending.install().catch((error: Error) => log.error('The update was not installed.', { stack: error.stack }))
  }

  return (event: { preventDefault(): void }) => {
    if (state === 'closed') return
    if (state === 'closing') return event.preventDefault()
    const ending = deps.take()
    if (!ending) return
    event.preventDefault()
    state = 'closing'
    void end(ending).finally(() => ending.exit())
  }
}
