import { fail } from '../errors/call-errors.ts'
import type { Log, SettingsStore } from '../ports.ts'

/** A change that the disk does not take ends in words for whoever made it, as a send that cannot be recorded does. */
export function reportFailedWrites(settings: SettingsStore, log: Log): SettingsStore {
  const orSay = (keys: string[], write: () => void) => {
    try {
      write()
    } catch (error) {
      log.error('The settings cannot be written.', { keys, detail: (error as Error).message })
      throw fail('CANNOT_RECORD', 'Giftdeck cannot record, so nothing was changed. Check that the disk has room.')
    }
  }
  return {
    get: (key) => settings.get(key),
    set: (key, value) => orSay([key], () => settings.set(key, value)),
    setAll: (changes) => orSay(Object.keys(changes), () => settings.setAll(changes)),
  }
}

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
