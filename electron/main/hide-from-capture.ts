import type { SettingsStore } from '../core/ports.ts'
import type { Choice } from './choices.ts'
import type { Words } from './words.ts'

const settingsKey = 'hideFromCapture'

/**
 * Hides the window from screen capture, so that names and amounts do not appear in the broadcast. Systems support this
 * to different degrees; the label of the menu entry says how far.
 */
export function hideFromCapture(deps: {
  window: { setContentProtection(enable: boolean): void }
  settings: SettingsStore
  platform: NodeJS.Platform
  words: Words
  onChange: () => void
}): Choice {
  const { window, settings, words } = deps
  const labels: Partial<Record<NodeJS.Platform, string>> = { win32: words.hideOnWindows, darwin: words.hideOnMac }
  const label = labels[deps.platform]
  const isOn = () => settings.get(settingsKey) === true
  if (label !== undefined && isOn()) window.setContentProtection(true)
  return {
    label: label ?? words.hideNowhere,
    isPossible: label !== undefined,
    isOn,
    toggle() {
      settings.set(settingsKey, !isOn())
      window.setContentProtection(isOn())
      deps.onChange()
    },
  }
}
