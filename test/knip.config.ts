import type { KnipConfig } from 'knip'

const cssImport = /@(?:import|plugin)\s+['"]([^'"]+)['"]/g

const config: KnipConfig = {
  entry: [
    'electron.config.ts',
    'electron/main/{index,prove-worker}.ts',
    'electron/preload/index.ts',
    'electron/headless/index.ts',
    'electron/core/{ledger,sandbox}/worker.ts',
    'electron/core/ledger/history-worker.ts',
    'test/core/ledger/open-store.ts',
    'electron/start/*.mjs',
    'electron/start/after-install/*.mjs',
    'renderer/main.tsx',
    'renderer/overlay/main.ts',
    'test/**/*.test.{ts,tsx,mjs}',
    'test/*.config.ts',
    'installer/*.{ts,mjs}',
    'test/{bench,faults}/**/run.ts',
    'test/desktop/lookalike/{run,electron}.ts',
    'clients/streamdeck/{plugin,inspector}.ts',
    'clients/streamdeck/draw-images.mjs',
    'clients/companion/build.mjs',
    'clients/companion/src/main.ts',
    // Run or built by path, so knip sees no import.
    'test/faults/crash-hunt/hurried-host.ts',
    'test/support/{host-process,vendors-worker}.ts',
    'test/headless/{launcher,another-clock,faults-on-signal}.mjs',
    'test/support/record-dials.mjs',
    'test/installer/{as-on-a-mac.mjs,packaged-lookalike.ts}',
    'test/fixtures/make-data-folder.ts',
    'test/sum-runs.mjs',
  ],
  project: [
    'installer/**/*.{ts,mjs}',
    'electron/**/*.{ts,mjs}',
    'renderer/**/*.{ts,tsx,css}',
    'shared/**/*.ts',
    'clients/**/*.{ts,mjs}',
    'test/**/*.{ts,tsx,mjs}',
  ],
  // The plugins have packages of their own.
  ignoreDependencies: ['@companion-module/base', '@elgato/streamdeck'],
  // Only available on some systems; their tests report that and skip.
  ignoreBinaries: ['strace', 'mount', 'umount', 'mkfifo', 'tasklist', 'obs', 'Xvfb', 'ffmpeg'],
  compilers: {
    css: (text: string) => [...text.matchAll(cssImport)].map(([, name]) => `import '${name}'`).join('\n'),
  },
}

export default config
