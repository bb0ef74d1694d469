import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import path from 'node:path'
import { until } from '../../test/support/until.ts'
import type { Installed } from './system.ts'
import { versionIn } from './packages.ts'

const setupOf = (version: string) => `Giftdeck-Setup-${version}.exe`

const isRunning = (program: string) =>
  spawnSync('tasklist', ['/FI', `IMAGENAME eq ${program}`], { encoding: 'utf8' }).stdout.includes(program)

/** Runs the installer silently for this user, into the default folder. */
export async function installedOnWindows(out: string, version: string): Promise<Installed> {
  const home = process.env['LOCALAPPDATA']
  if (home === undefined) throw new Error('LOCALAPPDATA is not set.')
  const folder = path.join(home, 'Programs', 'giftdeck')
  const at = (file: string) => path.join(folder, file)
  if (existsSync(folder)) throw new Error(`Giftdeck is installed here already, in ${folder}; this would replace it.`)

  const { status, error } = spawnSync(path.join(out, setupOf(version)), ['/S'])
  if (error) throw error
  if (status !== 0) throw new Error(`The installer ended with ${status}.`)
  await until(() => existsSync(at('Giftdeck.exe')))
  const asar = at('resources/app.asar')
  return {
    folder,
    program: at('Giftdeck.exe'),
    asar,
    fuses: at('Giftdeck.exe'),
    // Wait for the installer too: it is still running after the old program has ended.
    async updated(next) {
      await until(() => versionIn(asar) === next && !isRunning(setupOf(next)))
    },
    async remove() {
      spawnSync(at('Uninstall Giftdeck.exe'), ['/S'])
      await until(() => !existsSync(at('Giftdeck.exe')))
    },
  }
}
