import type { BrowserWindow } from 'electron'
import type { Log } from '../core/ports.ts'
import { pageUrl } from './page-origin.ts'

const mostLoads = 3

/** The core goes on without its page, so a page that does not load is tried again, and then told. Answers whether it did. */
export async function showPage(
  window: Pick<BrowserWindow, 'loadURL' | 'show'>,
  lent: { log: Log; isEnding: () => boolean; giveUp: () => void },
): Promise<boolean> {
  for (let load = 1; load <= mostLoads; load++)
    try {
      await window.loadURL(pageUrl)
      return true
    } catch (error) {
      // A quit ends the load as well.
      if (lent.isEnding()) return false
      lent.log.error('The page did not load.', { detail: (error as Error).message })
    }
  window.show()
  lent.giveUp()
  return false
}
