import type { SettingsStore } from '../ports.ts'

/**
 * What `change` sets in the store it is given goes to the disk in one write at its end, or not at all: a disk that fills
 * up half way must leave no room renamed whose keys stayed behind.
 */
export function inOneWrite(settings: SettingsStore, change: (staged: SettingsStore) => void): void {
  const staged = new Map<string, unknown>()
  change({
    get: (key) => (staged.has(key) ? staged.get(key) : settings.get(key)),
    set: (key, value) => void staged.set(key, value),
    setAll(values) {
      for (const [key, value] of Object.entries(values)) staged.set(key, value)
    },
  })
  if (staged.size > 0) settings.setAll(Object.fromEntries(staged))
}
