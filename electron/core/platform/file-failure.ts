import path from 'node:path'
import { StartFailure } from '../errors/failures.ts'

/** Error codes of the system and of plain-file.ts, in words that follow "FILE cannot be used:". */
const meanings: Readonly<Record<string, string>> = {
  EACCES: 'this user may not open it',
  EPERM: 'this user may not open it',
  EISDIR: 'it is a folder and not a file',
  ENOENT: 'a folder on its path is not there',
  ENOTDIR: 'a part of its path is a file and not a folder',
  ELOOP: 'it is a link that leads back to itself',
  EMFILE: 'too many files are open',
  ENFILE: 'too many files are open on this computer',
  ENOSPC: 'the disk is full',
  EDQUOT: 'the disk is full for this user',
  EROFS: 'the disk cannot be written to',
  EIO: 'the disk cannot read it',
  EBUSY: 'another program keeps it to itself',
  EEXIST: 'something else has that name',
  'LINK TO NOWHERE': 'it is a link to something that is not there',
  'NO FILE': 'it is no file',
  'TOO LARGE': 'it is far larger than Giftdeck ever writes it',
}

/** The same for SQLite's result codes (https://sqlite.org/rescode.html), whose own messages do not help a host. */
const ofDatabases: Readonly<Record<number, string>> = {
  3: 'this user may not open it',
  5: 'another program keeps it to itself',
  6: 'another program keeps it to itself',
  7: 'there is not enough memory',
  8: 'it cannot be written to',
  10: 'the disk cannot read or write it',
  13: 'the disk is full',
  14: 'it cannot be opened',
  22: 'it is too large for this disk',
}

const remedies: Readonly<Record<string, string>> = {
  EISDIR: 'Move that folder elsewhere',
  ELOOP: 'Remove that link',
  ENOSPC: 'Make room on the disk',
  EDQUOT: 'Make room on the disk',
  EBUSY: 'Close the other program',
  'LINK TO NOWHERE': 'Connect the drive that it leads to, or remove that link',
  'NO FILE': 'Move it elsewhere',
  'TOO LARGE': 'Move it elsewhere',
}

/** The meaning of an error in words for the host. It is the system's message where the code is not listed above. */
export const meaningOf = (error: unknown): string => {
  const { code = '', message, errcode } = error as NodeJS.ErrnoException & { errcode?: unknown }
  if (typeof errcode === 'number') return ofDatabases[errcode & 0xff] ?? 'it is damaged'
  return meanings[code] ?? message
}

/** The failure of a start because of one file of the data folder. It names the file and says what to do. */
export function fileFailure(file: string, error: unknown): StartFailure {
  const remedy = remedies[(error as NodeJS.ErrnoException).code ?? ''] ?? 'Make sure that you may read and write it'
  return new StartFailure(
    `${file} cannot be used: ${meaningOf(error)}.`,
    `${remedy}, then start again; or start with another --data-dir.`,
    { cause: error },
  )
}

/** The failure of a start because of a newer file. Writing the file would drop what this version does not know. */
export const newerFailure = (file: string): StartFailure =>
  new StartFailure(
    `${file} was written by a newer Giftdeck.`,
    `Update Giftdeck, or start it with another --data-dir. ${path.basename(file)} was left as it is.`,
  )
