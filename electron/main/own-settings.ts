import type { Log, SettingsStore } from '../core/ports.ts'

/**
 * What the desktop keeps for itself: its window's place, what was chosen in its menu. A full disk must not end a show, so
 * a choice that cannot be kept holds until Giftdeck ends, and the host is told once.
 */
export function ownSettings(settings: SettingsStore, lent: { log: Log; tell: () => void }): SettingsStore {
  const unkept = new Map<string, unknown>()
  let told = false
  return {
    get: (key) => (unkept.has(key) ? unkept.get(key) : settings.get(key)),
    set(key, value) {
      try {
        settings.set(key, value)
        unkept.delete(key)
      } catch (error) {
        unkept.set(key, value)
        lent.log.warn('A choice could not be kept.', { key, detail: (error as Error).message })
        if (!told) lent.tell()
        told = true
      }
    },
  }
}
