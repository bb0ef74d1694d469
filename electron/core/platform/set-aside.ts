import { chmodSync, constants, copyFileSync, renameSync } from 'node:fs'
import { iso } from '../../../shared/domain/time.ts'
import { isOwnFile, isThere } from './plain-file.ts'

/**
 * Bytes that cannot be used are kept under a name of their own, so that nothing overwrites what a host may still want
 * back. The name is free even where the clock stands still or was put back.
 */
export function asideName(file: string, now: number, suffixes: readonly string[] = ['']): string {
  const name = `${file}.broken-${timeInName(now)}`
  const isFree = (free: string) => !suffixes.some((suffix) => isThere(free + suffix))
  for (let nth = 1; ; nth++) {
    const free = nth === 1 ? name : `${name}-${nth}`
    if (isFree(free)) return free
  }
}

/** A time as file names have it: no colon, which Windows does not allow. */
export const timeInName = (now: number): string => iso(now).replaceAll(':', '-')

/** Gives a file, or a folder that stands where a file is expected, another name. */
export function moveAside(from: string, to: string): void {
  renameSync(from, to)
  closeToOthers(to)
}

/** Keeps a copy where the file itself stays in use. */
export function copyAside(from: string, to: string): void {
  copyFileSync(from, to, constants.COPYFILE_EXCL)
  closeToOthers(to)
}

function closeToOthers(file: string) {
  // A link would close what it leads to, and nobody could enter a folder any more.
  if (!isOwnFile(file)) return
  try {
    chmodSync(file, 0o600)
  } catch {
    // Somebody else's: it has its new name, and that is what counts.
  }
}
