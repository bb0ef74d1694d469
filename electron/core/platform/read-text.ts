import { readFileSync } from 'node:fs'
import { fileFailure } from './file-failure.ts'
import { isPlainFile } from './plain-file.ts'

/** Undefined where there is none; throws StartFailure, by the file's name, where it cannot be read. */
export function readIfThere(file: string): Buffer | undefined {
  try {
    return readPlain(file)
  } catch (error) {
    throw fileFailure(file, error)
  }
}

/** The same, with the bare reason: a file that is no file of the data folder's is named in other words. */
export const readPlain = (file: string): Buffer | undefined => (isPlainFile(file) ? readFileSync(file) : undefined)

/**
 * The text of a file that a host may have saved with an editor: Notepad puts a mark in front of it, and can write UTF-16.
 * `isWhole` is false where bytes stand in it that are no text; each of those reads as U+FFFD.
 */
export function readText(bytes: Uint8Array): { text: string; isWhole: boolean } {
  const encoding = encodingOf(bytes)
  try {
    return { text: new TextDecoder(encoding, { fatal: true }).decode(bytes), isWhole: true }
  } catch {
    return { text: new TextDecoder(encoding).decode(bytes), isWhole: false }
  }
}

/** The mark itself is never part of the text: TextDecoder takes it off. */
function encodingOf([first, second]: Uint8Array) {
  if (first === 0xff && second === 0xfe) return 'utf-16le'
  if (first === 0xfe && second === 0xff) return 'utf-16be'
  return 'utf-8'
}

export const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** The object that a JSON file holds; undefined where it holds none. */
export function readRecord(bytes: Uint8Array): { values: Record<string, unknown>; isWhole: boolean } | undefined {
  const { text, isWhole } = readText(bytes)
  try {
    const values: unknown = JSON.parse(text)
    return isRecord(values) && !isDeeperThan(values, deepestFile) ? { values, isWhole } : undefined
  } catch {
    return undefined
  }
}

/** Nothing that Giftdeck keeps comes near it, and every walk through a value is a recursion, one level each. */
const deepestFile = 1_000
/** The same for what a caller sends: it is also checked, hashed and written again, all of them deeper recursions. */
export const deepestJson = 200

export function isDeeperThan(value: object, most: number): boolean {
  let level: object[] = [value]
  for (let depth = 0; level.length > 0; depth++) {
    if (depth > most) return true
    level = level.flatMap((each) => Object.values(each).filter((one) => typeof one === 'object' && one !== null))
  }
  return false
}
