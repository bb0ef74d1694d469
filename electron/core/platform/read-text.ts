import { readFileSync } from 'node:fs'
import { fileFailure } from './file-failure.ts'
import { isPlainFile } from './plain-file.ts'

/** Reads a file of the data folder; undefined where there is none. Throws a StartFailure that names the file. */
export function readIfThere(file: string): Buffer | undefined {
  try {
    return readPlain(file)
  } catch (error) {
    throw fileFailure(file, error)
  }
}

/** The same, but throws the original error, for callers that describe the file in their own words. */
export const readPlain = (file: string): Buffer | undefined => (isPlainFile(file) ? readFileSync(file) : undefined)

/**
 * Decodes a file that a host may have saved with an editor. Notepad writes a byte order mark, and can write UTF-16.
 * `isWhole` is false where some bytes are not valid text; each of them becomes U+FFFD.
 */
export function readText(bytes: Uint8Array): { text: string; isWhole: boolean } {
  const encoding = encodingOf(bytes)
  try {
    return { text: new TextDecoder(encoding, { fatal: true }).decode(bytes), isWhole: true }
  } catch {
    return { text: new TextDecoder(encoding).decode(bytes), isWhole: false }
  }
}

/** The encoding by the byte order mark. TextDecoder removes the mark from the text. */
function encodingOf([first, second]: Uint8Array) {
  if (first === 0xff && second === 0xfe) return 'utf-16le'
  if (first === 0xfe && second === 0xff) return 'utf-16be'
  return 'utf-8'
}

export const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/**
 * Parses a JSON file that holds an object. Undefined where it holds anything else, or one that is nested too deeply.
 */
export function readRecord(bytes: Uint8Array): { values: Record<string, unknown>; isWhole: boolean } | undefined {
  const { text, isWhole } = readText(bytes)
  try {
    const values: unknown = JSON.parse(text)
    return isRecord(values) && !isDeeperThan(values, deepestFile) ? { values, isWhole } : undefined
  } catch {
    return undefined
  }
}

/** Far deeper than anything that Giftdeck stores. Recursive functions could overflow the stack on a deeper value. */
const deepestFile = 1_000
/** The same for the input of a call. Checking, hashing and writing it need more of the stack for each level. */
export const deepestJson = 200

export function isDeeperThan(value: object, most: number): boolean {
  let level: object[] = [value]
  for (let depth = 0; level.length > 0; depth++) {
    if (depth > most) return true
    level = level.flatMap((each) => Object.values(each).filter((one) => typeof one === 'object' && one !== null))
  }
  return false
}
