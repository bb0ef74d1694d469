import type { Choice } from './choices.ts'
import type { Words } from './words.ts'

/**
 * Creates the menu option to start Giftdeck at login. The system stores this setting and has its own screen to change
 * it, so the option reads it from the system each time.
 */
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
    // From source the system would start Electron without Giftdeck, so the option is offered in a package only.
    label: !isOffered ? words.loginNowhere : deps.isPackaged ? words.login : words.loginInstalled,
    isPossible: isOffered && deps.isPackaged,
    isOn,
    toggle() {
      program.setLoginItemSettings({ openAtLogin: !isOn() })
      deps.onChange()
    },
  }
}
