import { mkdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { expect, it } from 'vitest'
import { proveBuild } from '../../electron/main/prove-build.ts'
import { makeFolder } from '../support/make-app.ts'

const prover = new URL('../../electron/main/prove-worker.ts', import.meta.url)

/** Makes a complete build in a temporary folder, of which a test may break a part. */
function makeBuild() {
  const dir = makeFolder()
  const put = (name: string, text: string) => {
    const file = path.join(dir, name)
    mkdirSync(path.dirname(file), { recursive: true })
    writeFileSync(file, text)
    return pathToFileURL(file)
  }
  const workers = { ledger: put('ledger.js', ''), history: put('history.js', ''), sandbox: put('sandbox.js', '') }
  put('page/index.html', '<title>Giftdeck</title>')
  return {
    parts: { pageDir: path.join(dir, 'page'), workers, prover },
    put,
    gone: pathToFileURL(path.join(dir, 'gone')),
  }
}

it('a complete build runs a thread with a database, and serves its page', async () => {
  expect(await proveBuild(makeBuild().parts)).toMatch(/^3\.\d+\.\d+$/)
})

it('a build without one of its parts fails, and the error names the part', async () => {
  const { parts, put, gone } = makeBuild()
  const withLedger = { ...parts, workers: { ...parts.workers, ledger: gone } }
  await expect(proveBuild(withLedger)).rejects.toThrow('This build cannot read its own ledger program. ENOENT')
  const noModule = { ...parts, prover: put('prover.cjs', 'import "node:sqlite"') }
  await expect(proveBuild(noModule)).rejects.toThrow('no thread of it runs, or it has no database')
  const noDatabase = { ...parts, prover: put('prover.mjs', 'import "node:sqlite-of-another-build"') }
  await expect(proveBuild(noDatabase)).rejects.toThrow('No such built-in module')
  await expect(proveBuild({ ...parts, pageDir: '/gone' })).rejects.toThrow('This build cannot read its own page.')
})
