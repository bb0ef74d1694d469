import path from 'node:path'
import type { App, Shell } from 'electron'
import { appId } from './app-id.ts'

/** The name of the data folder. The installed program, a start from source and the headless process share it. */
const folderName = 'Giftdeck'

/**
 * Sets the name, the application id and the data folder. Call it before Electron is ready. On Windows a start from
 * source gets its own name, its own id and its own Start menu shortcut before the first notification. Otherwise
 * Electron would create a shortcut to the bare Electron binary and overwrite that of the installed program.
 */
export function takeIdentity(deps: {
  app: Pick<App, 'commandLine' | 'getAppPath' | 'getPath' | 'isPackaged' | 'setAppUserModelId' | 'setName' | 'setPath'>
  shell: Pick<Shell, 'writeShortcutLink'>
  platform: NodeJS.Platform
  program: string
}) {
  const { app, shell, platform } = deps
  const isWindows = platform === 'win32'
  const isFromSource = isWindows && !app.isPackaged
  const name = isFromSource ? 'Giftdeck (from source)' : 'Giftdeck'
  const id = isFromSource ? `${appId}.source` : appId
  app.setName(name)
  if (isWindows) app.setAppUserModelId(id)
  // Electron would derive the data folder from the program's name, which differs when started from source.
  if (!app.commandLine.hasSwitch('user-data-dir'))
    app.setPath('userData', path.join(app.getPath('appData'), folderName))
  if (!isFromSource) return
  const programs = path.join(app.getPath('appData'), 'Microsoft', 'Windows', 'Start Menu', 'Programs')
  const folder = app.getAppPath()
  const shortcut = { target: deps.program, args: `"${folder}"`, cwd: folder, appUserModelId: id }
  shell.writeShortcutLink(path.join(programs, `${name}.lnk`), 'create', shortcut)
}
