import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import path from 'node:path'

/**
 * Installs the packages of the plugins in clients/, which the checks and tests read. The app itself needs none of them,
 * so its start does not wait for them.
 */
export function installClients(root) {
  for (const script of ['clients/build.mjs', 'clients/companion/build.mjs']) {
    if (!existsSync(path.join(root, script))) continue
    const { status } = spawnSync(process.execPath, [script, '--install-only'], { cwd: root, stdio: 'inherit' })
    if (status !== 0) throw new Error(`The packages of ${path.dirname(script)} could not be installed, see above.`)
  }
}
