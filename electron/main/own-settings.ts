import type { Log, SettingsStore } from '../core/ports.ts'
import * as z from 'zod'
import type { Part } from '../core/settings/known-settings.ts'
import { smallSchema, placeSchema } from './window-place.ts'

/**
 * Wraps the store for the desktop's own settings: the place of the window and what was chosen in the menu. A write
 * error (a full disk) must not end a show. A value that cannot be written stays in memory until Giftdeck quits, and
 * `onFirstFailure` is called once.
 */
export function ownSettings(settings: SettingsStore, deps: { log: Log; onFirstFailure: () => void }): SettingsStore {
  const unsaved = new Map<string, unknown>()
  let reported = false
  const set = (key: string, value: unknown) => {
    try {
      settings.set(key, value)
      unsaved.delete(key)
    } catch (error) {
      unsaved.set(key, value)
      deps.log.warn('A choice could not be kept.', { key, detail: (error as Error).message })
      if (!reported) deps.onFirstFailure()
      reported = true
    }
  }
  return {
    get: (key) => (unsaved.has(key) ? unsaved.get(key) : settings.get(key)),
    set,
    // A value that cannot be written stays in memory, so these writes need not be atomic.
    setAll(values) {
      for (const [key, value] of Object.entries(values)) set(key, value)
    },
  }
}

/** The desktop's own keys in settings.json. The headless process leaves them unchanged. */
const chosen = z.boolean()

export const desktopParts: Readonly<Record<string, Part>> = {
  window: { kind: 'value', schema: placeSchema },
  smallWindow: { kind: 'value', schema: smallSchema },
  hideFromCapture: { kind: 'value', schema: chosen },
  serveDocks: { kind: 'value', schema: chosen },
  askedForNotices: { kind: 'value', schema: chosen },
  toldOfTakenStopKey: { kind: 'value', schema: chosen },
}
