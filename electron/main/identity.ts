import path from 'node:path'
import type { App, Shell } from 'electron'
import { appId } from './app-id.ts'

/** The folder that the installed program, the one from source and the host without a window share. */
const folderName = 'Giftdeck'

/**
 * Who this program is to the system. On Windows the one from source has a name and an id of its own, and its own entry in
 * the Start menu before it shows a notice: Electron would write one that opens a bare Electron, over the installed one's.
 * Called before Electron is ready.
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
  // Electron would take it from the name.
  if (!app.commandLine.hasSwitch('user-data-dir'))
    app.setPath('userData', path.join(app.getPath('appData'), folderName))
  if (!isFromSource) return
  const programs = path.join(app.getPath('appData'), 'Microsoft', 'Windows', 'Start Menu', 'Programs')
  const folder = app.getAppPath()
  const connection = { target: deps.program, args: `"${folder}"`, cwd: folder, appUserModelId: id }
  shell.writeShortcutLink(path.join(programs, `${name}.lnk`), 'create', connection)
}
