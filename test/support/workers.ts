import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { inject } from 'vitest'

const bundled = (file: string) => pathToFileURL(path.join(inject('workers'), file))

/** The product's worker threads, bundled for this run: see bundle-workers.ts. */
export const workers = {
  ledger: bundled('ledger.js'),
  history: bundled('history.js'),
  sandbox: bundled('sandbox.js'),
}
