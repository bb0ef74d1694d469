import { chmodSync, constants, copyFileSync, renameSync } from 'node:fs'
import { iso } from '../../../shared/domain/time.ts'
import { isOwnFile, isThere } from './plain-file.ts'

/**
 * A free name under which an unusable file is kept, so that nothing overwrites what a host may still want back. A
 * number is added where the name is taken, which happens when the clock stands still or was set back.
 */
export function asideName(file: string, now: number, suffixes: readonly string[] = ['']): string {
  const name = `${file}.broken-${timeInName(now)}`
  const isFree = (free: string) => !suffixes.some((suffix) => isThere(free + suffix))
  for (let nth = 1; ; nth++) {
    const free = nth === 1 ? name : `${name}-${nth}`
    if (isFree(free)) return free
  }
}

/** A time as a part of file names. It has no colon, because Windows does not allow one. */
export const timeInName = (now: number): string => iso(now).replaceAll(':', '-')

/** Renames a file, or a folder that has the name of a file. */
export function moveAside(from: string, to: string): void {
  renameSync(from, to)
  makePrivate(to)
}

/** Copies a file that itself stays in use. */
export function copyAside(from: string, to: string): void {
  copyFileSync(from, to, constants.COPYFILE_EXCL)
  makePrivate(to)
}

function makePrivate(file: string) {
  // chmod would change the target of a link, and nobody could open a folder with this mode.
  if (!isOwnFile(file)) return
  try {
    chmodSync(file, 0o600)
  } catch {
    // The file belongs to another user. It has its new name, which is what matters.
  }
}
