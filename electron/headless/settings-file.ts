import path from 'node:path'
import Conf from 'conf'
import type { Remark } from '../../shared/contract/status.ts'
import type { SettingsStore } from '../core/ports.ts'
import { remarks } from '../core/remark.ts'
import { hasReadableRoom, setAsideBroken } from '../core/settings/set-aside-broken.ts'
import { StartFailure } from '../core/start-failure.ts'

/** The same settings file as the desktop's. One that cannot be read is set aside with its bytes, never overwritten. */
export function openSettings(dataDir: string, now: number): { settings: SettingsStore; notices: Remark[] } {
  try {
    const aside = setAsideBroken(path.join(dataDir, 'settings.json'), now, hasReadableRoom)
    const store = new Conf({ cwd: dataDir, configName: 'settings', configFileMode: 0o600, clearInvalidConfig: false })
    return {
      settings: {
        get: (key) => store.get(key),
        set: (key, value) => store.set(key, value),
        setAll: (values) => store.set(values),
      },
      notices: aside ? [remarks['settings-set-aside']({ file: aside })] : [],
    }
  } catch (error) {
    throw new StartFailure(
      `The settings in ${dataDir} cannot be opened: ${(error as Error).message}.`,
      'Check that you may read and write the files in that folder, or choose another one with --data-dir.',
      { cause: error },
    )
  }
}
