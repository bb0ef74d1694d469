import { DatabaseSync } from 'node:sqlite'
import path from 'node:path'

/**
 * One process per folder. SQLite's exclusive lock is a lock of the operating system: it dies with the process,
 * so a start right after a kill gets in. Waits up to 2 s for a process that is just ending.
 */
export function lockFolder(dir: string): { release(): void } {
  const lock = new DatabaseSync(path.join(dir, 'giftdeck.lock'), { timeout: 2_000 })
  try {
    lock.exec('BEGIN EXCLUSIVE')
  } catch (error) {
    lock.close()
    throw error
  }
  return { release: () => lock.close() }
}
