import { screen, type BrowserWindow } from 'electron'
import type { SettingsStore } from '../core/ports.ts'
import { placeSmall, readSmall } from './small-place.ts'
import { placeWindow } from './window-place.ts'
import { keepPlace, placeKey, putOnTop, smallKey } from './window.ts'

/** The same window as wide as a phone and on top of every other, over a game or OBS; and back to where it was. */
export interface SmallWindow {
  isOn(): boolean
  toggle(): void
}

export function createSmallWindow(lent: {
  window: BrowserWindow
  settings: SettingsStore
  onChange: () => void
}): SmallWindow {
  const { window, settings } = lent
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
      lent.onChange()
    },
  }
}
