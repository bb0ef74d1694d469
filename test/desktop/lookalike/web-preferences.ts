import type { WebPreferences } from 'electron'
import { missing } from './only.ts'

/** The only values with which the look-alike can test the page's isolation. */
const strong = {
  sandbox: true,
  contextIsolation: true,
  nodeIntegration: false,
  nodeIntegrationInWorker: false,
  nodeIntegrationInSubFrames: false,
  webSecurity: true,
  allowRunningInsecureContent: false,
  experimentalFeatures: false,
  webviewTag: false,
  navigateOnDragDrop: false,
} satisfies WebPreferences

/** Preferences that change nothing here. */
const indifferent = ['preload', 'devTools', 'spellcheck']

/** A window with a weak or an unknown preference never opens. */
export function refuseWeak(given: WebPreferences) {
  for (const [name, value] of Object.entries(given)) {
    if (indifferent.includes(name)) continue
    if (!(name in strong)) throw missing(`webPreferences.${name}`)
    const wanted = strong[name as keyof typeof strong]
    if (value !== wanted)
      throw new Error(`The look-alike opens no window with webPreferences.${name}: ${String(value)}.`)
  }
}
