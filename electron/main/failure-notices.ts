import { app, type BrowserWindow } from 'electron'
import type { App } from '../core/app.ts'
import type { ShowNotice } from './notice.ts'
import { countOf, watchFailures } from './failure-watch.ts'
import { bringForward } from './window.ts'
import type { Words } from './words.ts'

/** Shows a notification and a badge for failed sends while the window is not in front. */
export function showFailure(deps: { app: Pick<App, 'deps'>; window: BrowserWindow; words: Words; notice: ShowNotice }) {
  const { window, words } = deps
  const { activeSends, clock } = deps.app.deps
  const watch = watchFailures({
    activeSends,
    clock,
    isFocused: () => !window.isDestroyed() && window.isFocused(),
    badge: (count) => {
      if (process.platform !== 'win32') app.setBadgeCount(count)
      // Windows has no badge count. Its taskbar button flashes until the window is in front.
      else if (!window.isDestroyed()) window.flashFrame(count > 0)
    },
    notify: (failures) =>
      deps.notice(words.wentWrong(countOf(failures)), words.wentWrongBody(failures), () => bringForward(window)),
  })
  window.on('focus', watch.seen)
  return watch
}
