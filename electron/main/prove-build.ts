import { once } from 'node:events'
import { readFile } from 'node:fs/promises'
import { Worker } from 'node:worker_threads'
import { StartFailure } from '../core/errors/failures.ts'
import { answerPage } from './page-answer.ts'
import { pageUrl } from './page-file.ts'

/** The built files that are checked. `prover` is a worker that only shows that worker threads and SQLite run. */
export interface BuildParts {
  pageDir: string
  workers: { ledger: URL; history: URL; sandbox: URL }
  prover: URL
}

/**
 * Checks that this build can load its own worker files, SQLite and page. A package loads them from its archive, which
 * no test of the sources covers. Returns the version of SQLite. Throws StartFailure.
 */
export async function proveBuild({ pageDir, workers, prover }: BuildParts): Promise<string> {
  for (const [name, file] of Object.entries(workers))
    await readFile(file).catch((error: Error) => broken(`This build cannot read its own ${name} program.`, error))
  const thread = await startThread(prover).catch((error: Error) =>
    broken('This build cannot read its own ledger program: no thread of it runs, or it has no database.', error),
  )
  const page = await answerPage(pageDir, { method: 'GET', url: pageUrl })
  if (page.status !== 200) broken('This build cannot read its own page.', new Error(`It answered ${page.status}.`))
  return thread
}

async function startThread(file: URL): Promise<string> {
  // Pass no inherited flags: with them the worker would try to open a debugger port that this process already uses.
  const worker = new Worker(file, { execArgv: [] })
  try {
    const [version] = (await once(worker, 'message')) as [string]
    return version
  } finally {
    await worker.terminate()
  }
}

function broken(what: string, cause: Error): never {
  throw new StartFailure(
    `${what} ${cause.message}`,
    'Install Giftdeck again. If it stays so, this version is broken: tell us these words.',
    { cause },
  )
}
