import path from 'node:path'
import { StartFailure } from '../start-failure.ts'

/** Why a start cannot go on because of one file of the data folder: the file by its name, and the way out. */

const meanings: Readonly<Record<string, string>> = {
  EACCES: 'this user may not open it',
  EPERM: 'this user may not open it',
  EISDIR: 'it is a folder and not a file',
  ENOTDIR: 'a part of its path is a file and not a folder',
  ELOOP: 'it is a link that leads back to itself',
  EMFILE: 'too many files are open',
  ENFILE: 'too many files are open on this computer',
  ENOSPC: 'the disk is full',
  EDQUOT: 'the disk is full for this user',
  EROFS: 'the disk cannot be written to',
  EIO: 'the disk cannot read it',
  EBUSY: 'another program keeps it to itself',
}

const remedies: Readonly<Record<string, string>> = {
  EISDIR: 'Move that folder elsewhere',
  ELOOP: 'Remove that link',
  ENOSPC: 'Make room on the disk',
  EDQUOT: 'Make room on the disk',
  EBUSY: 'Close the other program',
}

/** The system's own word where we have none; never a stack. */
export const meaningOf = (error: unknown): string => {
  const { code = '', message } = error as NodeJS.ErrnoException
  return meanings[code] ?? message
}

export function fileFailure(file: string, error: unknown): StartFailure {
  const remedy = remedies[(error as NodeJS.ErrnoException).code ?? ''] ?? 'Make sure that you may read and write it'
  return new StartFailure(
    `${file} cannot be used: ${meaningOf(error)}.`,
    `${remedy}, then start again; or start with another --data-dir.`,
    { cause: error },
  )
}

/** Nothing of it is touched: an older program would drop what it does not know. */
export const newerFailure = (file: string): StartFailure =>
  new StartFailure(
    `${file} was written by a newer Giftdeck.`,
    `Update Giftdeck, or start it with another --data-dir. ${path.basename(file)} was left as it is.`,
  )
