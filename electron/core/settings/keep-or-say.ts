import { fail } from '../fail.ts'
import type { Log, SettingsStore } from '../ports.ts'

/** A change that the disk does not take ends in words for whoever made it, as a send that cannot be recorded does. */
export const keepOrSay = (settings: SettingsStore, log: Log): SettingsStore => ({
  get: (key) => settings.get(key),
  set(key, value) {
    try {
      settings.set(key, value)
    } catch (error) {
      log.error('The settings cannot be written.', { key, detail: (error as Error).message })
      throw fail('CANNOT_RECORD', 'Giftdeck cannot record, so nothing was changed. Check that the disk has room.')
    }
  },
})
