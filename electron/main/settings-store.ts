import path from 'node:path'
import { ipcMain } from 'electron'
import Store from 'electron-store'
import type { Remark } from '../../shared/contract/status.ts'
import type { SettingsStore } from '../core/ports.ts'
import { remarks } from '../core/remark.ts'
import { hasReadableRoom, setAsideBroken } from '../core/settings/set-aside-broken.ts'

/** `settings.json` in the data folder; the headless host reads the same file. */
export function openSettings(dataDir: string, now: number): { settings: SettingsStore; notices: Remark[] } {
  const aside = setAsideBroken(path.join(dataDir, 'settings.json'), now, hasReadableRoom)
  const store = new Store({ name: 'settings', cwd: dataDir, configFileMode: 0o600, clearInvalidConfig: false })
  // electron-store would tell any page the data folder's path.
  ipcMain.removeAllListeners('electron-store-get-data')
  return {
    settings: {
      get: (key) => store.get(key),
      set: (key, value) => store.set(key, value),
      setAll: (values) => store.set(values),
    },
    notices: aside ? [remarks['settings-set-aside']({ file: aside })] : [],
  }
}
