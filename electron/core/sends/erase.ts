import type { AppParts } from '../app-parts.ts'
import { cannotRecord } from '../fail.ts'

/** Everything that is over or unknown for good, whatever its age. Answers how many sends. */
export async function eraseSends({ book, clock }: Pick<AppParts, 'book' | 'clock'>): Promise<number> {
  try {
    return await book.erase(clock.now() + 1, true)
  } catch (error) {
    throw cannotRecord(error, 'Not everything could be erased: some of it is still on the disk.')
  }
}
