import { lstatSync, statSync } from 'node:fs'

/** Why an entry of the file system cannot be read as a file. The sentences are in file-failure.ts. */
type NotPlain = 'EISDIR' | 'LINK TO NOWHERE' | 'NO FILE' | 'TOO LARGE'

/** Far larger than any file that Giftdeck reads whole. A JavaScript string could not hold much more. */
const largestBytes = 256 * 1_024 * 1_024

/**
 * False where nothing has that name. Throws where the entry cannot be read as a file: reading a pipe never ends, nor
 * does a device. A link to a drive that is missing now would look like a file that was never written.
 */
export function isPlainFile(file: string, mostBytes = largestBytes): boolean {
  if (!isThere(file)) return false
  const found = statSync(file, { throwIfNoEntry: false })
  if (!found) throw notPlain('LINK TO NOWHERE')
  if (found.isDirectory()) throw notPlain('EISDIR')
  if (!found.isFile()) throw notPlain('NO FILE')
  if (found.size > mostBytes) throw notPlain('TOO LARGE')
  return true
}

/** True for a broken link too, since it takes the name. */
export const isThere = (file: string): boolean => lstatSync(file, { throwIfNoEntry: false }) !== undefined

/** True for a regular file, as Giftdeck creates them; false for a link or a folder. */
export const isOwnFile = (file: string): boolean => lstatSync(file, { throwIfNoEntry: false })?.isFile() ?? false

const notPlain = (code: NotPlain) => Object.assign(new Error(code), { code })
