import { existsSync, mkdirSync, mkdtempSync, readdirSync, renameSync, statSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { build, type Plugin } from 'vite'
import { hashOf } from '../../electron/start/build.mjs'
import { removeFolder } from './this-system.ts'

const root = path.resolve(import.meta.dirname, '../..')
const cache = path.join(root, 'node_modules/.cache/giftdeck-tests')

/** Programs and worker threads that tests start, by the name of their bundle. */
const entries = {
  headless: 'electron/headless/index.ts',
  'ledger-worker': 'electron/core/ledger/worker.ts',
  'history-worker': 'electron/core/ledger/history-worker.ts',
  'sandbox-worker': 'electron/core/sandbox/worker.ts',
  'vendors-worker': 'test/support/vendors-worker.ts',
  'hurried-host': 'test/faults/crash-hunt/hurried-host.ts',
  'host-process': 'test/support/host-process.ts',
}

/**
 * Bundles the programs and worker threads of the tests, as the product's build does. If a thread started from
 * TypeScript, it would load Node's WebAssembly type stripper, and ending many such threads can crash Node 24 itself.
 */
export async function bundleParts(outDir: string, plugins: Plugin[] = []): Promise<void> {
  await build({
    configFile: false,
    root,
    logLevel: 'error',
    plugins,
    ssr: { noExternal: true },
    build: {
      ssr: true,
      target: 'node24',
      outDir: path.join(outDir, 'main'),
      emptyOutDir: true,
      rolldownOptions: {
        input: Object.fromEntries(Object.entries(entries).map(([name, file]) => [name, path.join(root, file)])),
        output: { entryFileNames: '[name].js' },
      },
    },
  })
  // The program does not start without a page. Tests that need the real page serve the built one.
  const page = path.join(outDir, 'renderer')
  mkdirSync(page, { recursive: true })
  writeFileSync(path.join(page, 'index.html'), '<p>Giftdeck</p>')
}

/** Returns the folder with the bundles of the present sources. They are built once, and every later run reuses them. */
export async function builtParts(): Promise<string> {
  mkdirSync(cache, { recursive: true })
  const hash = hashOf(root, [
    'electron',
    'shared',
    'package.json',
    'package-lock.json',
    ...Object.values(entries),
    'test/support',
  ])
  const dir = path.join(cache, hash)
  if (existsSync(dir)) return dir
  const fresh = mkdtempSync(path.join(cache, 'unfinished-'))
  await bundleParts(fresh)
  try {
    renameSync(fresh, dir)
  } catch (error) {
    // Another run has finished the same bundles first.
    removeFolder(fresh)
    if (!existsSync(dir)) throw error
  }
  removeOld()
  return dir
}

/** Removes bundles that are older than a day. A run that is still going uses newer ones. */
function removeOld() {
  for (const name of readdirSync(cache)) {
    const dir = path.join(cache, name)
    if (Date.now() - statSync(dir).mtimeMs > 24 * 60 * 60_000) removeFolder(dir)
  }
}
