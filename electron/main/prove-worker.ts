import { DatabaseSync } from 'node:sqlite'
import { parentPort } from 'node:worker_threads'

/** Started first of all: says that a thread of this build runs, as a module, and has a database. */
const database = new DatabaseSync(':memory:')
parentPort!.postMessage(database.prepare('select sqlite_version() as version').get()?.['version'])
database.close()
