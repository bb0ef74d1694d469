import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import path from 'node:path'
import { build } from 'vite'
import type { TestProject } from 'vitest/node'
import { planted } from '../faults/planted-mistakes/planted.ts'

const root = path.resolve(import.meta.dirname, '../..')
const cache = path.join(root, 'node_modules/.cache')

/**
 * Bundles the worker threads once a run, as the product does. Started from their TypeScript, each brings Node's
 * WebAssembly type stripper along, and ending many of those threads can crash Node 24 itself.
 */
export default async function bundleWorkers(project: TestProject) {
  mkdirSync(cache, { recursive: true })
  const dir = mkdtempSync(path.join(cache, 'workers-'))
  await build({
    configFile: false,
    root,
    logLevel: 'error',
    plugins: planted(),
    ssr: { noExternal: true },
    build: {
      ssr: true,
      target: 'node24',
      outDir: dir,
      rolldownOptions: {
        input: {
          ledger: path.join(root, 'electron/core/ledger/worker.ts'),
          history: path.join(root, 'electron/core/ledger/history-worker.ts'),
          sandbox: path.join(root, 'electron/core/sandbox/worker.ts'),
        },
        output: { entryFileNames: '[name].js' },
      },
    },
  })
  project.provide('workers', dir)
  return () => rmSync(dir, { recursive: true, force: true })
}

declare module 'vitest' {
  interface ProvidedContext {
    /** The folder with the bundled workers. */
    workers: string
  }
}
