import type { Log, SettingsStore } from '../core/ports.ts'

/**
 * The desktop's own settings: the place of the window and what was chosen in the menu. A write error (a full disk) must
 * not end a show. A value that cannot be written stays in memory until Giftdeck quits, and the host is notified once.
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
