import { createHash } from 'node:crypto'
import { chmodSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { stringify } from 'yaml'
import { systemOf, type Packaged, type System } from '../../installer/trial/system.ts'
import { versionIn } from '../../installer/trial/packages.ts'
import { until } from '../support/until.ts'

const hashOf = (file: string) => createHash('sha256').update(readFileSync(file)).digest('hex')
const integrityFile = ({ asar }: Packaged) => path.join(path.dirname(asar), 'integrity')

/** Gives the package the hash of its program, as the packages for Windows and macOS have it. */
export const addIntegrity = (of: Packaged) => writeFileSync(integrityFile(of), hashOf(of.asar))

/** Removes the hash, so that the program is not checked. */
export const forgetIntegrity = (of: Packaged) => rmSync(integrityFile(of))

const packagedOnLinux = systemOf('linux').packaged

/** Writes one file that starts the package, like an AppImage. The updater's own code replaces the file. */
function appImage(file: string, { program }: Packaged) {
  const lines = ['#!/bin/sh', '[ "$APPIMAGE_EXIT_AFTER_INSTALL" = true ] && exit 0', 'export APPIMAGE="$0"']
  writeFileSync(file, [...lines, `exec '${program}' "$@"`, ''].join('\n'))
  chmodSync(file, 0o755)
  return file
}

/**
 * Linux with the features of packages for Windows and macOS, around the look-alike: a program that checks its own hash,
 * and an installer whose packages update themselves.
 */
export const standInSystem: System = {
  ...systemOf('linux'),
  integrity: true,
  packaged(out) {
    const packaged = packagedOnLinux(out)
    addIntegrity(packaged)
    return packaged
  },
  update: {
    feed(out, version) {
      const name = `Giftdeck-${version}.AppImage`
      const bytes = readFileSync(appImage(path.join(out, name), packagedOnLinux(out)))
      const files = [{ url: name, sha512: createHash('sha512').update(bytes).digest('base64'), size: bytes.length }]
      const feed = path.join(out, 'latest-linux.yml')
      writeFileSync(feed, stringify({ version, files, releaseDate: new Date().toISOString() }))
      return feed
    },
    async install(out) {
      const packaged = packagedOnLinux(out)
      const file = path.join(out, 'Giftdeck.AppImage')
      appImage(file, packaged)
      const target = () => path.dirname(/exec '([^']*)'/.exec(readFileSync(file, 'utf8'))?.[1] ?? '')
      return {
        ...packaged,
        program: file,
        updated: async (version) =>
          void (await until(() => versionIn(path.join(target(), 'resources/app.asar')) === version)),
        remove: async () => {},
      }
    },
  },
}
