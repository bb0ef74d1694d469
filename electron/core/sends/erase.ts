import type { AppParts } from '../app-parts.ts'
import { cannotRecord } from '../fail.ts'

/** Everything that is over or unknown for good, whatever its age. Answers how many sends. */
export async function eraseSends({ book }: Pick<AppParts, 'book'>): Promise<number> {
  try {
    return await book.erase(0)
  } catch (error) {
    throw cannotRecord(error, 'Not everything could be erased: some of it is still on the disk.')
  }
}
