import { once } from 'node:events'
import { readFile } from 'node:fs/promises'
import { Worker } from 'node:worker_threads'
import { StartFailure } from '../core/errors/start-failure.ts'
import { answerPage } from './page-answer.ts'
import { pageUrl } from './page-origin.ts'

/** The programs of this build's threads. `prover` only shows that such a thread can run. */
export interface BuildParts {
  pageDir: string
  workers: { ledger: URL; history: URL; sandbox: URL }
  prover: URL
}

/**
 * Whether this build can use its own parts, before anything else: a package reads them from its archive, and no test of the
 * sources can show that it does. Throws StartFailure in words. Answers SQLite's version.
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
  // No inherited flags: a debugger's port would break it.
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
