import { createHash } from 'node:crypto'
import { existsSync, mkdtempSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { extractAll } from '@electron/asar'
import { removeFolder } from '../support/this-system.ts'

/**
 * `packaged-lookalike.ts FOLDER [switches]`: the program of a package built around a fake Electron. It runs the
 * look-alike on the app.asar of that package, which Node alone cannot read.
 */

const [, , here, ...switches] = process.argv
const resources = path.join(here!, 'resources')
const asar = path.join(resources, 'app.asar')

// As Electron does on Windows and macOS, if the package has a hash for it.
const integrity = path.join(resources, 'integrity')
if (existsSync(integrity)) {
  const hash = createHash('sha256').update(readFileSync(asar)).digest('hex')
  if (hash !== readFileSync(integrity, 'utf8')) {
    process.stderr.write('FATAL: Integrity check failed for asar archive\n')
    process.exit(1)
  }
}

const app = mkdtempSync(path.join(tmpdir(), 'giftdeck-asar-'))
extractAll(asar, app)
process.on('exit', () => removeFolder(app))
process.env['LOOKALIKE_PACKAGED'] = '1'
Object.defineProperty(process, 'resourcesPath', { value: resources })
process.argv.splice(2, Infinity, ...switches, app)
await import('../desktop/lookalike/run.ts')
