import { cpSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { FuseV1Options, getCurrentFuseWire } from '@electron/fuses'
import type { Configuration } from 'electron-builder'
import { until } from '../../test/support/until.ts'
import { hasStarted, startPackage } from './running.ts'
import type { Packaged } from './system.ts'

type Wanted = NonNullable<Configuration['electronFuses']>

/** The fuses by electron-builder's names, mapped to those of @electron/fuses. */
const fuses = {
  runAsNode: FuseV1Options.RunAsNode,
  enableCookieEncryption: FuseV1Options.EnableCookieEncryption,
  enableNodeOptionsEnvironmentVariable: FuseV1Options.EnableNodeOptionsEnvironmentVariable,
  enableNodeCliInspectArguments: FuseV1Options.EnableNodeCliInspectArguments,
  enableEmbeddedAsarIntegrityValidation: FuseV1Options.EnableEmbeddedAsarIntegrityValidation,
  onlyLoadAppFromAsar: FuseV1Options.OnlyLoadAppFromAsar,
  grantFileProtocolExtraPrivileges: FuseV1Options.GrantFileProtocolExtraPrivileges,
}

/** Throws if a fuse of the package is not set as the configuration says. */
export async function checkFuses(of: Packaged, wanted: Wanted): Promise<void> {
  const wire = await getCurrentFuseWire(of.fuses)
  const asked = (name: string) => (wanted[name as keyof Wanted] === true ? '1' : '0')
  const wrong = Object.entries(fuses).filter(([name, fuse]) => wire[fuse] !== asked(name).charCodeAt(0))
  if (wrong.length > 0) throw new Error(`These fuses are not as asked for: ${wrong.map(([name]) => name).join(', ')}.`)
}

/**
 * A string in the main program that is used only when a start fails. Changing it breaks nothing else, so only the
 * integrity check can detect it.
 */
const unusedText = 'Giftdeck cannot start.'

/** Throws if a copy of the package starts although one byte of its program was changed. */
export async function checkIntegrity(of: Packaged, folder: string): Promise<void> {
  const copy = path.join(folder, path.basename(of.folder))
  cpSync(of.folder, copy, { recursive: true, verbatimSymlinks: true })
  const inCopy = (file: string) => path.join(copy, path.relative(of.folder, file))
  const bytes = readFileSync(of.asar)
  const at = bytes.indexOf(unusedText)
  if (at < 0) throw new Error(`The program does not have the words "${unusedText}", so none was changed.`)
  bytes[at]! ^= 1
  writeFileSync(inCopy(of.asar), bytes)

  const running = startPackage(inCopy(of.program), path.join(folder, 'data'))
  try {
    await until(() => running.ended() || hasStarted(running))
    if (hasStarted(running)) throw new Error('It starts although a byte of its program was changed.')
  } finally {
    await running.kill()
  }
}
