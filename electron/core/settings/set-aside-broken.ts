import { readFileSync, renameSync } from 'node:fs'
import path from 'node:path'

/**
 * A JSON file that cannot be read as an object is renamed with its bytes intact, so that nothing overwrites what a host
 * may still want back. The answer is the new name, or undefined where nothing was wrong.
 */
export function setAsideBroken(file: string, now: number): string | undefined {
  let text: string
  try {
    text = readFileSync(file, 'utf8')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
    throw error
  }
  if (isObject(text)) return undefined
  const aside = `${file}.broken-${new Date(now).toISOString().replaceAll(':', '-')}`
  renameSync(file, aside)
  return path.basename(aside)
}

function isObject(text: string) {
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' && value !== null && !Array.isArray(value)
  } catch {
    return false
  }
}
