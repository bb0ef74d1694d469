import { availableParallelism } from 'node:os'
import path from 'node:path'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vitest/config'
import { longTag } from './long-parts.mjs'
import { isPlanted, planted } from './faults/planted-mistakes/planted.ts'

export default defineConfig({
  root: path.resolve(import.meta.dirname, '..'),
  plugins: planted(),
  test: {
    // Another run must not find a module that was changed by a planted mistake.
    fsModuleCache: !isPlanted,
    // Speed never decides a test; this only ends one that hangs.
    testTimeout: 120_000,
    hookTimeout: 120_000,
    tags: [{ name: longTag, description: 'Runs with npm run test:long alone.', timeout: 20 * 60_000 }],
    expect: { poll: { timeout: 100_000, interval: 10 } },
    // Most of a run is waiting for real limits of vendors, so more files than cores run at once.
    maxWorkers: Math.max(4, availableParallelism()),
    projects: [
      {
        extends: true,
        test: {
          name: 'core',
          environment: 'node',
          globalSetup: 'test/support/provide-parts.ts',
          // Each test creates its own app, folder and vendors; the modules are loaded once for all files of a worker.
          isolate: false,
          include: [
            'test/{clients,core,headless,shared,main,faults,installer,other-browsers}/**/*.test.ts',
            'test/{start,installer}/**/*.test.mjs',
            'test/*.test.ts',
          ],
        },
      },
      {
        extends: true,
        plugins: [react()],
        test: {
          name: 'renderer',
          environment: 'happy-dom',
          // A page takes longer to load than most of its tests run, so files share its modules; each test resets the
          // state (support/setup.ts).
          isolate: false,
          setupFiles: 'test/renderer/support/setup.ts',
          include: ['test/renderer/**/*.test.{ts,tsx}'],
        },
      },
    ],
  },
})
