import type { SettingsStore } from '../../electron/core/ports.ts'
import { memorySettings } from './make-app.ts'

/** Makes settings on a disk that accepts no more writes once it is filled. */
export function fillingDisk(stored: SettingsStore = memorySettings()) {
  let full = false
  const mustHaveRoom = () => {
    if (full) throw Object.assign(new Error('ENOSPC: no space left on device, write'), { code: 'ENOSPC' })
  }
  const settings: SettingsStore = {
    get: (key) => stored.get(key),
    set(key, value) {
      mustHaveRoom()
      stored.set(key, value)
    },
    setAll(changes) {
      mustHaveRoom()
      stored.setAll(changes)
    },
  }
  return { settings, fill: (next = true) => void (full = next) }
}
