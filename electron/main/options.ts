import { app, type BrowserWindow, type MenuItemConstructorOptions, screen } from 'electron'
import type { SettingsStore } from '../core/ports.ts'
import { optionItems, type SmallWindow } from './choices.ts'
import { hideFromCapture } from './hide-from-capture.ts'
import { startAtLogin } from './start-at-login.ts'
import type { Words } from './words.ts'
import { placeSmall, readSmall, placeWindow } from './window-place.ts'
import { keepPlace, placeKey, putOnTop, smallKey } from './window.ts'

/** Returns a function that builds the window options of the View menu. The menu is built again after every change. */
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

/**
 * Creates the option that makes the window as narrow as a phone and keeps it above all others, for use over a game or
 * OBS. Switching the option off restores the previous size and position.
 */
function createSmallWindow(deps: {
  window: BrowserWindow
  settings: SettingsStore
  onChange: () => void
}): SmallWindow {
  const { window, settings } = deps
  const small = () => readSmall(settings.get(smallKey))
  const screens = () => screen.getAllDisplays().map(({ workArea }) => workArea)

  const apply = () => {
    const stored = small()
    putOnTop(window, stored.on)
    if (stored.on) {
      if (window.isMaximized()) window.unmaximize()
      window.setBounds(placeSmall(stored, screens(), screen.getDisplayMatching(window.getBounds()).workArea))
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
      const stored = small()
      settings.set(smallKey, { ...stored, on: !stored.on })
      if (window.isFullScreen()) {
        window.once('leave-full-screen', apply)
        window.setFullScreen(false)
      } else apply()
      deps.onChange()
    },
  }
}
