import { app, type BrowserWindow, type MenuItemConstructorOptions } from 'electron'
import type { SettingsStore } from '../core/ports.ts'
import { optionItems } from './choices.ts'
import { hideFromCapture } from './hide-from-capture.ts'
import { createSmallWindow } from './small-window.ts'
import { startAtLogin } from './start-at-login.ts'
import type { Words } from './words.ts'

/** How Giftdeck sits on this desktop, as entries of the View menu; they are made anew for every menu. */
export function createOptions(lent: {
  window: BrowserWindow
  settings: SettingsStore
  words: Words
  onChange: () => void
}): () => MenuItemConstructorOptions[] {
  const { platform } = process
  const small = createSmallWindow(lent)
  const hide = hideFromCapture({ ...lent, platform })
  const login = startAtLogin({ ...lent, program: app, platform, isPackaged: app.isPackaged })
  return () => optionItems(lent.words, small, [hide, login])
}
