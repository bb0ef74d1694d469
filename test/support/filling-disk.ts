import type { SettingsStore } from '../../electron/core/ports.ts'
import { memorySettings } from './make-app.ts'

/** Settings on a disk that accepts no more writes once it is filled. */
export function fillingDisk(kept: SettingsStore = memorySettings()) {
  let full = false
  const mustHaveRoom = () => {
    if (full) throw Object.assign(new Error('ENOSPC: no space left on device, write'), { code: 'ENOSPC' })
  }
  const settings: SettingsStore = {
    get: (key) => kept.get(key),
    set(key, value) {
      mustHaveRoom()
      kept.set(key, value)
    },
    setAll(changes) {
      mustHaveRoom()
      kept.setAll(changes)
    },
  }
  return { settings, fill: (next = true) => void (full = next) }
}
