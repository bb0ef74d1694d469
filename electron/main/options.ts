import { app, type BrowserWindow, type MenuItemConstructorOptions, screen } from 'electron'
import type { SettingsStore } from '../core/ports.ts'
import { optionItems, type SmallWindow } from './choices.ts'
import { hideFromCapture } from './hide-from-capture.ts'
import { startAtLogin } from './start-at-login.ts'
import type { Words } from './words.ts'
import { placeSmall, readSmall, placeWindow } from './window-place.ts'
import { keepPlace, placeKey, putOnTop, smallKey } from './window.ts'

/** How Giftdeck sits on this desktop, as entries of the View menu; they are made anew for every menu. */
export function createOptions(deps: {
  window: BrowserWindow
  settings: SettingsStore
  words: Words
  onChange: () => void
}): () => MenuItemConstructorOptions[] {
  const { platform } = process
  const small = createSmallWindow(deps)
  const hide = hideFromCapture({ ...deps, platform })
  const login = startAtLogin({ ...deps, program: app, platform, isPackaged: app.isPackaged })
  return () => optionItems(deps.words, small, [hide, login])
}

/** The same window as wide as a phone and on top of every other, over a game or OBS; and back to where it was. */
function createSmallWindow(deps: {
  window: BrowserWindow
  settings: SettingsStore
  onChange: () => void
}): SmallWindow {
  const { window, settings } = deps
  const small = () => readSmall(settings.get(smallKey))
  const screens = () => screen.getAllDisplays().map(({ workArea }) => workArea)

  const apply = () => {
    const kept = small()
    putOnTop(window, kept.on)
    if (kept.on) {
      if (window.isMaximized()) window.unmaximize()
      window.setBounds(placeSmall(kept, screens(), screen.getDisplayMatching(window.getBounds()).workArea))
    } else {
      const { maximized, ...box } = placeWindow(settings.get(placeKey), screens())
      window.setBounds(box)
      if (maximized) window.maximize()
    }
  }
  return {
    isOn: () => small().on,
    toggle() {
      keepPlace(window, settings)
      const kept = small()
      settings.set(smallKey, { ...kept, on: !kept.on })
      if (window.isFullScreen()) {
        window.once('leave-full-screen', apply)
        window.setFullScreen(false)
      } else apply()
      deps.onChange()
    },
  }
}
