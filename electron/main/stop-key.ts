import { globalShortcut } from 'electron'
import { call } from '@orpc/server'
import type { App } from '../core/app.ts'
import { windowCaller } from '../core/doors/scopes.ts'
import { createRouter } from '../core/router.ts'
import { showNotice } from './notice.ts'
import type { Words } from './words.ts'

/** Not Ctrl+Shift+Esc, which is Windows' own. */
const accelerator = 'CommandOrControl+Alt+.'

/** STOP through the same call as the window's button, and what it did as a notice over whatever the host is in. */
export function createStop(app: App, words: Words) {
  const { stop } = createRouter(app).safety
  return async () => {
    try {
      const { cancelled, alreadySent, unknown } = await call(stop, undefined, { context: windowCaller })
      showNotice(words.stopped, words.stoppedBody(cancelled, alreadySent, unknown))
    } catch (error) {
      app.ports.log.error('STOP failed.', { stack: (error as Error).stack })
      showNotice(words.stopFailed, '')
    }
  }
}

/** Another program may own the keys already; the button and the menu still work. */
export function listenForStopKey(app: App, stop: () => void) {
  if (!globalShortcut.register(accelerator, stop)) {
    app.ports.log.warn('The global STOP key is taken by another program.', { accelerator })
  }
}
