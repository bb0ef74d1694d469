import type { Choice } from './choices.ts'
import type { Words } from './words.ts'

/** The system stores this setting and has its own screen to change it, so it is read from the system each time. */
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
    // From source the system would start a bare Electron, so the option is only offered in a package.
    label: !isOffered ? words.loginNowhere : deps.isPackaged ? words.login : words.loginInstalled,
    isPossible: isOffered && deps.isPackaged,
    isOn,
    toggle() {
      program.setLoginItemSettings({ openAtLogin: !isOn() })
      deps.onChange()
    },
  }
}
