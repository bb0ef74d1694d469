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
    // What a planted mistake made of a module must not be found by another run.
    fsModuleCache: !isPlanted,
    // Time never decides a test; this only ends one that hangs.
    testTimeout: 120_000,
    hookTimeout: 120_000,
    tags: [{ name: longTag, description: 'Runs with npm run test:long alone.', timeout: 20 * 60_000 }],
    expect: { poll: { timeout: 100_000, interval: 10 } },
    // Most of a run is waiting for real vendors' real limits, so more files than cores go on at once.
    maxWorkers: Math.max(4, availableParallelism()),
    projects: [
      {
        extends: true,
        test: {
          name: 'core',
          environment: 'node',
          globalSetup: 'test/support/provide-parts.ts',
          // Each test makes its own app, folder and vendors; what they are made of is loaded once for all files of a worker.
          isolate: false,
          include: [
            'test/{core,shared,main,faults,installer,other-browsers}/**/*.test.ts',
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
          // A page takes longer to load than most of its tests run; each test leaves it as it found it (support/setup.ts).
          isolate: false,
          setupFiles: 'test/renderer/support/setup.ts',
          include: ['test/renderer/**/*.test.{ts,tsx}'],
        },
      },
    ],
  },
})
