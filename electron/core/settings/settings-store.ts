import { fail } from '../errors/call-errors.ts'
import type { Log, SettingsStore } from '../ports.ts'

/** Turns a failed write into the call error CANNOT_RECORD, as for a send that cannot be recorded. */
export function reportFailedWrites(settings: SettingsStore, log: Log): SettingsStore {
  const orFail = (keys: string[], write: () => void) => {
    try {
      write()
    } catch (error) {
      log.error('The settings cannot be written.', { keys, detail: (error as Error).message })
      throw fail('CANNOT_RECORD', 'Giftdeck cannot record, so nothing was changed. Check that the disk has room.')
    }
  }
  return {
    get: (key) => settings.get(key),
    set: (key, value) => orFail([key], () => settings.set(key, value)),
    setAll: (changes) => orFail(Object.keys(changes), () => settings.setAll(changes)),
  }
}

/**
 * Collects what `change` sets and writes it in one write at the end, or not at all. With several writes a full disk could
 * rename a room without its deck.
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
