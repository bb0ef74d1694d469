import { mkdirSync } from 'node:fs'
import { parentPort, workerData } from 'node:worker_threads'
import type { Answered, Asked } from '../ask-worker.ts'
import { lockFolder } from './folder-lock.ts'
import type { FirstWord, Request } from './protocol.ts'
import { openStore, type Store } from './store.ts'

/** The one writer of the ledger. Its calls block on the disk, so they run in a thread of their own. */

const port = parentPort!
const { dir, now } = workerData as { dir: string; now: number }

function open(): { store: Store; lock: { release(): void } } | null {
  try {
    mkdirSync(dir, { recursive: true, mode: 0o700 })
    const lock = lockFolder(dir)
    return { store: openStore(dir, now), lock }
  } catch (error) {
    const detail = error instanceof Error ? error.message : String(error)
    const why = /locked|busy/i.test(detail) ? 'in-use' : 'unwritable'
    port.postMessage({ failed: { why, detail } } satisfies FirstWord)
    return null
  }
}

const ledger = open()
if (ledger) {
  const { store, lock } = ledger
  const answer = (request: Request): unknown => {
    switch (request.op) {
      case 'commit':
        return store.commit(request.batch)
      case 'get':
        return store.get(request.id)
      case 'after':
        return store.after(request.seq, request.limit)
      case 'newest':
        return store.newest(request.limit)
      case 'keyed':
        return store.keyed(request.key, request.since)
      case 'erase':
        return store.erase(request)
      case 'scrub':
        return store.scrub()
      case 'close':
        store.close()
        lock.release()
        return port.unref()
    }
  }
  port.on('message', ({ id, request }: Asked<Request>) => {
    try {
      port.postMessage({ id, ok: true, value: answer(request) } satisfies Answered)
    } catch (error) {
      const { name, message } = error as Error
      port.postMessage({ id, ok: false, name, message } satisfies Answered)
    }
  })
  port.postMessage({ opened: store.opened } satisfies FirstWord)
}
