import { DatabaseSync } from 'node:sqlite'
import type { Policy } from '../policy.ts'
import { lendRowFunctions } from './history-row.ts'
import { migrations } from './schema.ts'

/** Opens the ledger for writing and brings it to the present version, each version in one transaction. */
export function openDatabase(file: string, { busyTimeoutMs }: Policy['ledger']): DatabaseSync {
  const db = new DatabaseSync(file, { timeout: busyTimeoutMs })
  try {
    db.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA fullfsync = ON;')
    migrate(db)
    return db
  } catch (error) {
    db.close()
    throw error
  }
}

function migrate(db: DatabaseSync) {
  const from = db.prepare('PRAGMA user_version').get()?.['user_version'] as number
  if (from > migrations.length) throw new Error('This ledger was written by a newer Giftdeck.')
  lendRowFunctions(db)
  for (const [index, sql] of migrations.entries()) {
    if (index < from) continue
    db.exec(`BEGIN IMMEDIATE; ${sql} PRAGMA user_version = ${index + 1}; COMMIT;`)
  }
}
