import type { SettingsStore } from '../core/ports.ts'
import type { Choice } from './choices.ts'
import type { Words } from './words.ts'

const settingsKey = 'hideFromCapture'

/** Keeps names and money out of the broadcast's own picture, as far as the system helps; the label says how far. */
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
