import path from 'node:path'
import { defineConfig } from '@playwright/test'
import type { HostName } from './desktop/stage/hosts.ts'

const root = path.resolve(import.meta.dirname, '..')
const folder = (name: string) => path.join(root, 'test', name)

export default defineConfig<{ host: HostName }>({
  testMatch: '**/*.test.ts',
  outputDir: path.join(root, 'test-results', 'e2e'),
  // A page waits between its work, so three go on at once, also on two cores.
  workers: 3,
  forbidOnly: Boolean(process.env['CI']),
  // A browser on a busy shared machine may stumble once; the list names every test that did as flaky.
  retries: process.env['CI'] ? 1 : 0,
  // Time never decides a test; these only end one that hangs.
  timeout: 120_000,
  expect: { timeout: 60_000 },
  reporter: [['list'], ['json', { outputFile: path.join(root, 'test-results', 'playwright.json') }]],
  use: {
    headless: true,
    viewport: { width: 1280, height: 800 },
    // A trace costs a third of the time. `npm run e2e -- --trace=on` records one of a test that is looked into.
    trace: 'on-first-retry',
    launchOptions: {
      executablePath: process.env['CHROMIUM_PATH'] ?? '/usr/bin/chromium',
      args: ['--disable-background-networking', '--disable-component-update', '--disable-sync', '--no-first-run'],
    },
  },
  projects: [
    { name: 'browser', testDir: folder('e2e') },
    // The same tests twice: over Chromium everywhere, and in Electron itself where its binary is.
    { name: 'look-alike', testDir: folder('desktop'), use: { host: 'look-alike' } },
    // Its windows share one screen, one focus and one set of global shortcuts.
    { name: 'Electron', testDir: folder('desktop'), use: { host: 'Electron' }, workers: 1 },
  ],
})
