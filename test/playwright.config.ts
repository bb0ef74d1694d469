import path from 'node:path'
import { defineConfig } from '@playwright/test'
import type { HostName } from './desktop/stage/hosts.ts'

const root = path.resolve(import.meta.dirname, '..')
const folder = (name: string) => path.join(root, 'test', name)

export default defineConfig<{ host: HostName }>({
  testMatch: '**/*.test.ts',
  outputDir: path.join(root, 'test-results', 'e2e'),
  // A page is idle between its work, so three run at once, even on two cores.
  workers: 3,
  forbidOnly: Boolean(process.env['CI']),
  // A browser on a busy shared machine may fail once; the report names every test that did as flaky.
  retries: process.env['CI'] ? 1 : 0,
  // Speed never decides a test; these limits only end one that hangs.
  timeout: 120_000,
  expect: { timeout: 60_000 },
  reporter: [['list'], ['json', { outputFile: path.join(root, 'test-results', 'playwright.json') }]],
  use: {
    headless: true,
    viewport: { width: 1280, height: 800 },
    // A trace takes a third of the time. `npm run e2e -- --trace=on` records one of a test that is being debugged.
    trace: 'on-first-retry',
    launchOptions: {
      executablePath: process.env['CHROMIUM_PATH'] ?? '/usr/bin/chromium',
      args: ['--disable-background-networking', '--disable-component-update', '--disable-sync', '--no-first-run'],
    },
  },
  projects: [
    { name: 'browser', testDir: folder('e2e') },
    // The same tests twice: with Chromium everywhere, and in Electron itself if its binary is installed.
    { name: 'look-alike', testDir: folder('desktop'), use: { host: 'look-alike' } },
    // Its windows share one screen, one focus and one set of global shortcuts.
    { name: 'Electron', testDir: folder('desktop'), use: { host: 'Electron' }, workers: 1 },
  ],
})
