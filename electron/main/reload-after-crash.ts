import type { WebContents } from 'electron'
import type { Log } from '../core/ports.ts'

/** A page that breaks this often in a minute would only break again. */
const mostAMinute = 3
const minuteMs = 60_000

/** Whether the page may be loaded again now; remembers that it was asked. */
export function createReloadLimit(now: () => number) {
  let asked: number[] = []
  return () => {
    asked = [...asked.filter((at) => now() - at < minuteMs), now()]
    return asked.length <= mostAMinute
  }
}

/** The core goes on without its page: a page whose process has gone is loaded again and learns everything anew. */
export function reloadAfterCrash(contents: WebContents, log: Log, giveUp: () => void) {
  const mayReload = createReloadLimit(() => performance.now())
  contents.on('render-process-gone', (_event, { reason }) => {
    if (reason === 'clean-exit') return
    log.error('The page’s process has gone.', { reason })
    if (mayReload()) contents.reload()
    else giveUp()
  })
}
