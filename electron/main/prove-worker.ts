import { DatabaseSync } from 'node:sqlite'
import { parentPort } from 'node:worker_threads'

/**
 * Posts the version of SQLite. That proves that this build can run a worker thread as an ES module and open a database.
 */
const database = new DatabaseSync(':memory:')
parentPort!.postMessage(database.prepare('select sqlite_version() as version').get()?.['version'])
database.close()
