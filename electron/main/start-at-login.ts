import type { Choice } from './choices.ts'
import type { Words } from './words.ts'

/** The system keeps this choice, and its own settings can change it: it is always asked. */
export function startAtLogin(deps: {
  program: {
    getLoginItemSettings(): { openAtLogin: boolean }
    setLoginItemSettings(settings: { openAtLogin: boolean }): void
  }
  platform: NodeJS.Platform
  isPackaged: boolean
  words: Words
  onChange: () => void
}): Choice {
  const { program, words } = deps
  const isOffered = deps.platform === 'win32' || deps.platform === 'darwin'
  const isOn = () => program.getLoginItemSettings().openAtLogin
  return {
    // Unpackaged, the system would start a bare Electron.
    label: !isOffered ? words.loginNowhere : deps.isPackaged ? words.login : words.loginInstalled,
    isPossible: isOffered && deps.isPackaged,
    isOn,
    toggle() {
      program.setLoginItemSettings({ openAtLogin: !isOn() })
      deps.onChange()
    },
  }
}
