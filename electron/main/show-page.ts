import { minuteMs } from '../../shared/domain/time.ts'
import type { BrowserWindow, WebContents } from 'electron'
import type { Log } from '../core/ports.ts'
import { pageUrl } from './page-origin.ts'

const mostLoads = 3

/** The core goes on without its page, so a page that does not load is tried again, and then told. Answers whether it did. */
export async function showPage(
  window: Pick<BrowserWindow, 'loadURL' | 'show'>,
  deps: { log: Log; isEnding: () => boolean; giveUp: () => void },
): Promise<boolean> {
  for (let load = 1; load <= mostLoads; load++)
    try {
      await window.loadURL(pageUrl)
      return true
    } catch (error) {
      // A quit ends the load as well.
      if (deps.isEnding()) return false
      deps.log.error('The page did not load.', { detail: (error as Error).message })
    }
  window.show()
  deps.giveUp()
  return false
}

/** A page that breaks this often in a minute would only break again. */
const mostAMinute = 3

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
