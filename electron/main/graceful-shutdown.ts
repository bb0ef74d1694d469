import type { HostLog } from '../core/platform/log.ts'

export interface Ending {
  /** The ledger is whole when this ends. */
  stop(): Promise<void>
  /** Installs an update that waits for it; where one does, the installer ends this process. */
  install(): Promise<void>
  /** What the process ends with, where no installer has ended it. */
  exit(): void
}

/**
 * What a quit does: the first one waits for the ledger to close; what is unsent is held for the next start. Until then no
 * second quit passes; afterwards the installer's own does.
 */
export function createGracefulShutdown(deps: {
  /** What is to be closed; undefined where nothing has been opened yet. */
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
