import { existsSync, renameSync } from 'node:fs'
import path from 'node:path'
import Conf from 'conf'
import type { SettingsStore } from '../core/ports.ts'

/** The same settings file as the desktop's. One that cannot be read is set aside with its bytes, never overwritten. */
export function openSettings(dataDir: string, now: number): { settings: SettingsStore; notices: string[] } {
  const open = () =>
    new Conf({ cwd: dataDir, configName: 'settings', configFileMode: 0o600, clearInvalidConfig: false })
  try {
    return { settings: portOf(open()), notices: [] }
  } catch (error) {
    const file = path.join(dataDir, 'settings.json')
    if (!(error instanceof SyntaxError) || !existsSync(file)) throw error
    const aside = `${file}.broken-${new Date(now).toISOString().replaceAll(':', '-')}`
    renameSync(file, aside)
    const notice = `The settings could not be read. They were set aside as ${path.basename(aside)}; connect your room again.`
    return { settings: portOf(open()), notices: [notice] }
  }
}

const portOf = (store: Conf): SettingsStore => ({
  get: (key) => store.get(key),
  set: (key, value) => store.set(key, value),
})
