import { minuteMs } from '../../shared/domain/time.ts'
import type { BrowserWindow, WebContents } from 'electron'
import type { Log } from '../core/ports.ts'
import { pageUrl } from './page-file.ts'

const maxLoads = 3

/**
 * Loads the page, with retries. The core runs without the page, so a failed load does not end Giftdeck; `giveUp` tells
 * the host. Resolves to true if the page was loaded.
 */
export async function showPage(
  window: Pick<BrowserWindow, 'loadURL' | 'show'>,
  deps: { log: Log; isEnding: () => boolean; giveUp: () => void },
): Promise<boolean> {
  for (let load = 1; load <= maxLoads; load++)
    try {
      await window.loadURL(pageUrl)
      return true
    } catch (error) {
      // A quit aborts the load, which is not an error.
      if (deps.isEnding()) return false
      deps.log.error('The page did not load.', { detail: (error as Error).message })
    }
  window.show()
  deps.giveUp()
  return false
}

/** More crashes than this in a minute mean that a further reload would crash too. */
const maxReloadsPerMinute = 3

/** Returns a function that counts one reload and says whether it is still within the limit. */
export function createReloadLimit(now: () => number) {
  let asked: number[] = []
  return () => {
    asked = [...asked.filter((at) => now() - at < minuteMs), now()]
    return asked.length <= maxReloadsPerMinute
  }
}

/**
 * Reloads the page after its process has crashed. The core keeps running, and the new page gets a snapshot of
 * everything.
 */
export function reloadAfterCrash(contents: WebContents, log: Log, giveUp: () => void) {
  const mayReload = createReloadLimit(() => performance.now())
  contents.on('render-process-gone', (_event, { reason }) => {
    if (reason === 'clean-exit') return
    log.error('The page’s process has gone.', { reason })
    if (mayReload()) contents.reload()
    else giveUp()
  })
}
