import { lstatSync, statSync } from 'node:fs'

/** Why something that has a file's name cannot be read as one; in words: see file-failure.ts. */
type Odd = 'EISDIR' | 'LINK TO NOWHERE' | 'NO FILE' | 'TOO LARGE'

/** Nothing that Giftdeck reads whole comes near it, and no text could hold much more. */
const largestBytes = 256 * 1_024 * 1_024

/**
 * False where nothing is there. Throws the reason where what is there cannot be read as a file: reading a pipe waits for
 * ever, a device has no end, and a link to a drive that is not there would pass for a file that was never written.
 */
export function isPlainFile(file: string, mostBytes = largestBytes): boolean {
  if (!isThere(file)) return false
  const found = statSync(file, { throwIfNoEntry: false })
  if (!found) throw odd('LINK TO NOWHERE')
  if (found.isDirectory()) throw odd('EISDIR')
  if (!found.isFile()) throw odd('NO FILE')
  if (found.size > mostBytes) throw odd('TOO LARGE')
  return true
}

/** A link is there, wherever it leads. */
export const isThere = (file: string): boolean => lstatSync(file, { throwIfNoEntry: false }) !== undefined

/** What Giftdeck made itself under that name; no link, no folder. */
export const isOwnFile = (file: string): boolean => lstatSync(file, { throwIfNoEntry: false })?.isFile() ?? false

const odd = (code: Odd) => Object.assign(new Error(code), { code })
