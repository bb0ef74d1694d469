import { fail } from '../fail.ts'
import type { Log, SettingsStore } from '../ports.ts'

/** A change that the disk does not take ends in words for whoever made it, as a send that cannot be recorded does. */
export function keepOrSay(settings: SettingsStore, log: Log): SettingsStore {
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
