import { chmodSync, closeSync, fsyncSync, openSync, realpathSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { isOwnFile, isThere } from './plain-file.ts'

/**
 * Replaces a file atomically: either the old bytes or all of the new ones are on the disk afterwards, whatever fails.
 * Node's `writeFileSync` goes on until every byte is written. A single `write` on a disk that is nearly full writes
 * some of them and reports no error, and this part would then be renamed over the file.
 */
export function writeWhole(file: string, bytes: Uint8Array): void {
  // For a link, its target is replaced, so that the link stays.
  const target = resolveLink(file)
  const temporary = temporaryName(target)
  try {
    const handle = openSync(temporary, 'w', 0o600)
    try {
      writeFileSync(handle, bytes)
      fsyncSync(handle)
    } finally {
      closeSync(handle)
    }
    // A file of that name that a killed process left behind has kept its old mode.
    chmodSync(temporary, 0o600)
    renameSync(temporary, target)
  } catch (error) {
    removeTemporary(temporary)
    throw error
  }
  syncFolder(path.dirname(target))
}

/** A name for the temporary file. A folder or a link of that name is left alone, since Giftdeck did not create it. */
function temporaryName(target: string): string {
  for (let nth = 1; ; nth++) {
    const temporary = nth === 1 ? `${target}.new` : `${target}.new-${nth}`
    if (!isThere(temporary) || isOwnFile(temporary)) return temporary
  }
}

/** Removes a partly written file. On a full disk it would take up space that is needed. */
function removeTemporary(temporary: string) {
  try {
    rmSync(temporary, { force: true })
  } catch {
    // The caller gets the error of the write, which is the one that matters.
  }
}

function resolveLink(file: string): string {
  try {
    return realpathSync(file)
  } catch {
    return file
  }
}

/** Makes the rename durable. Windows has no such call and does not need it. */
function syncFolder(dir: string) {
  try {
    const handle = openSync(dir, 'r')
    try {
      fsyncSync(handle)
    } finally {
      closeSync(handle)
    }
  } catch {
    // The bytes are on the disk. After a crash right now, the file has its old content at worst.
  }
}
