import type { Log, SettingsStore } from '../core/ports.ts'

/**
 * What the desktop keeps for itself: its window's place, what was chosen in its menu. A full disk must not end a show, so
 * a choice that cannot be kept holds until Giftdeck ends, and the host is told once.
 */
export function ownSettings(settings: SettingsStore, deps: { log: Log; tell: () => void }): SettingsStore {
  const unkept = new Map<string, unknown>()
  let reported = false
  const set = (key: string, value: unknown) => {
    try {
      settings.set(key, value)
      unkept.delete(key)
    } catch (error) {
      unkept.set(key, value)
      deps.log.warn('A choice could not be kept.', { key, detail: (error as Error).message })
      if (!reported) deps.tell()
      reported = true
    }
  }
  return {
    get: (key) => (unkept.has(key) ? unkept.get(key) : settings.get(key)),
    set,
    // Whatever is not kept holds all the same, so these need not go together.
    setAll(values) {
      for (const [key, value] of Object.entries(values)) set(key, value)
    },
  }
}
