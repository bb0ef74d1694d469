import { chmodSync, closeSync, fsyncSync, openSync, realpathSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { isOwnFile, isThere } from './plain-file.ts'

/**
 * Replaces a file whole: after this either the old bytes or all of the new ones are on the disk, whatever fails. Node's
 * `writeFileSync` goes on until every byte is written; a single `write` on a disk that is nearly full takes a part of them
 * and reports no error, and the part would then be renamed over the file.
 */
export function writeWhole(file: string, bytes: Uint8Array): void {
  // A link stays a link: the file that it names is replaced.
  const target = realOf(file)
  const fresh = freshName(target)
  try {
    const handle = openSync(fresh, 'w', 0o600)
    try {
      writeFileSync(handle, bytes)
      fsyncSync(handle)
    } finally {
      closeSync(handle)
    }
    // One of that name from a start that was killed keeps the mode it had.
    chmodSync(fresh, 0o600)
    renameSync(fresh, target)
  } catch (error) {
    dropFresh(fresh)
    throw error
  }
  syncFolder(path.dirname(target))
}

/** A folder or a link may have the name: neither is written through, and neither is ours to remove. */
function freshName(target: string): string {
  for (let nth = 1; ; nth++) {
    const fresh = nth === 1 ? `${target}.new` : `${target}.new-${nth}`
    if (!isThere(fresh) || isOwnFile(fresh)) return fresh
  }
}

/** On a full disk the part that was written takes up the room that is needed. */
function dropFresh(fresh: string) {
  try {
    rmSync(fresh, { force: true })
  } catch {
    // Why the write failed is what the caller must hear.
  }
}

function realOf(file: string): string {
  try {
    return realpathSync(file)
  } catch {
    return file
  }
}

/** Makes the new name durable too. Windows has no such call, and the rename is safe without it. */
function syncFolder(dir: string) {
  try {
    const handle = openSync(dir, 'r')
    try {
      fsyncSync(handle)
    } finally {
      closeSync(handle)
    }
  } catch {
    // The bytes are on the disk; a crash right now may at worst show the file as it was before.
  }
}
