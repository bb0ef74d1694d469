import { chmodSync, readFileSync, renameSync } from 'node:fs'
import path from 'node:path'
import { roomInputSchema } from '../../../shared/contract/room.ts'
import { iso } from '../../../shared/iso.ts'

/**
 * A JSON file that cannot be read as an object, or not as the one its owner `accepts`, is renamed with its bytes intact,
 * so that nothing overwrites what a host may still want back. The answer is the new name, or undefined where nothing was
 * wrong.
 */
export function setAsideBroken(
  file: string,
  now: number,
  accepts: (value: object) => boolean = () => true,
): string | undefined {
  let text: string
  try {
    text = readFileSync(file, 'utf8')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
    throw error
  }
  if (isObject(text, accepts)) return undefined
  const aside = `${file}.broken-${iso(now).replaceAll(':', '-')}`
  chmodSync(file, 0o600)
  renameSync(file, aside)
  return path.basename(aside)
}

/** Settings whose room is not one would end every start. */
export const hasReadableRoom = (settings: { room?: unknown }) =>
  settings.room === undefined || roomInputSchema.safeParse(settings.room).success

function isObject(text: string, accepts: (value: object) => boolean) {
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' && value !== null && !Array.isArray(value) && accepts(value)
  } catch {
    return false
  }
}
