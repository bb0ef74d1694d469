import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { build } from 'vite'
import { type Change, changeSource } from '../../support/change-source.ts'

const root = path.resolve(import.meta.dirname, '../../..')
const electron = path.join(root, 'electron')

/** Builds a copy of the headless host into `dir`. A change whose source is not there, exactly once, is an error. */
export async function buildHost(dir: string, changes: readonly Change[]): Promise<string> {
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
          headless: path.join(electron, 'headless/index.ts'),
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
  // A host without a page does not start; nobody looks at this one.
  const page = path.join(dir, 'renderer')
  mkdirSync(page, { recursive: true })
  writeFileSync(path.join(page, 'index.html'), '<p>Giftdeck</p>')
  return host
}

/**
 * The host of the hunt is the product but for its waits, a tenth to a thirtieth as long: a round of half a second then
 * sees time-outs, retries and queries that would take the product ten.
 */
export const hurried: Change[] = [
  { file: 'electron/headless/index.ts', from: '= createPost({', to: '= createPost({ callTimeoutMs: 250,' },
  { file: 'electron/core/sending/retry.ts', from: '[1_000, 2_000, 4_000]', to: '[50, 100, 200]' },
  {
    file: 'electron/core/sending/settle.ts',
    from: '[500, 1_000, 2_000, 4_000, 8_000, 16_000, 32_000, 60_000]',
    to: '[25, 50, 100, 200, 400, 800, 1_600, 3_000]',
  },
  { file: 'electron/core/sending/probe.ts', from: 'longestMs = 1_000', to: 'longestMs = 100' },
  { file: 'electron/core/counts/hints.ts', from: 'mayLandLateMs = 60_000', to: 'mayLandLateMs = 300' },
  { file: 'electron/core/counts/pace.ts', from: 'intervalMs = 2_000', to: 'intervalMs = 200' },
  { file: 'electron/core/counts/watch.ts', from: 'soonMs = 250', to: 'soonMs = 25' },
]
