import path from 'node:path'
import tailwindcss from '@tailwindcss/vite'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'electron-vite'

const at = (file: string) => path.resolve(import.meta.dirname, file)

/** How long a plugin took is no news on a slow machine, and a first start shows it to a host. */
const checks = { bundlerTimings: false }

/** Everything is bundled, so the packaged app carries no node_modules. */
export default defineConfig({
  main: {
    define: { __GIFTDECK_UPDATE_KEY__: JSON.stringify(process.env['GIFTDECK_UPDATE_PUBLIC_KEY'] ?? '') },
    build: {
      externalizeDeps: false,
      rolldownOptions: {
        checks,
        input: {
          index: at('electron/main/index.ts'),
          headless: at('electron/headless/index.ts'),
          'ledger-worker': at('electron/core/ledger/worker.ts'),
          'history-worker': at('electron/core/ledger/history-worker.ts'),
          'sandbox-worker': at('electron/core/sandbox/worker.ts'),
          'prove-worker': at('electron/main/prove-worker.ts'),
        },
      },
    },
  },
  preload: {
    build: {
      externalizeDeps: false,
      // A sandboxed window cannot load an ES module preload.
      rolldownOptions: {
        checks,
        input: { index: at('electron/preload/index.ts') },
        output: { format: 'cjs', entryFileNames: '[name].cjs' },
      },
    },
  },
  renderer: {
    root: at('renderer'),
    plugins: [react(), tailwindcss()],
    // The oldest engines that are served (README): Chromium 127, which OBS embeds up to version 32, Firefox 128, Safari 17.5.
    build: {
      minify: true,
      target: 'es2023',
      cssTarget: ['chrome127', 'firefox128', 'safari17.5'],
      rolldownOptions: {
        checks,
        input: { index: at('renderer/index.html'), overlay: at('renderer/overlay.html') },
      },
    },
  },
})
