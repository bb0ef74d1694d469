import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { build } from 'vite'
import { type Change, changeSource } from '../../support/change-source.ts'

const root = path.resolve(import.meta.dirname, '../../..')
const electron = path.join(root, 'electron')

/** The entry that is built: the product's own, or one with the shorter waits of test/support/policies.ts. */
const entries = {
  product: path.join(electron, 'headless/index.ts'),
  hurried: path.join(import.meta.dirname, 'hurried-host.ts'),
}

/** Builds the headless program into `dir`. Throws if the source of a change does not occur exactly once. */
export async function buildHost(
  dir: string,
  { entry = 'product', changes = [] }: { entry?: keyof typeof entries; changes?: readonly Change[] } = {},
): Promise<string> {
  const applied = new Set<Change>()
  const main = path.join(dir, 'main')
  await build({
    configFile: false,
    root,
    logLevel: 'error',
    plugins: [changeSource(changes, applied)],
    ssr: { noExternal: true },
    build: {
      ssr: true,
      target: 'node24',
      outDir: main,
      emptyOutDir: true,
      rolldownOptions: {
        input: {
          headless: entries[entry],
          'ledger-worker': path.join(electron, 'core/ledger/worker.ts'),
          'history-worker': path.join(electron, 'core/ledger/history-worker.ts'),
          'sandbox-worker': path.join(electron, 'core/sandbox/worker.ts'),
        },
        output: { entryFileNames: '[name].js' },
      },
    },
  })
  for (const change of changes)
    if (!applied.has(change)) throw new Error(`The build never read ${change.file}, so "${change.from}" still stands.`)
  const host = path.join(main, 'headless.js')
  if (!existsSync(host)) throw new Error('The build made no host.')
  // The program does not start without a page. No test here uses it, so this page is empty.
  const page = path.join(dir, 'renderer')
  mkdirSync(page, { recursive: true })
  writeFileSync(path.join(page, 'index.html'), '<p>Giftdeck</p>')
  return host
}
