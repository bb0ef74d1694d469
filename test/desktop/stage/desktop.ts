import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { expect, test as base } from '@playwright/test'
import { Cockpit } from '../../support/cockpit.ts'
import { findHost, type HostName } from './hosts.ts'
import { type Running, startDesktop, type Starting } from './start-desktop.ts'
import { removeFolder } from '../../support/this-system.ts'

interface Options {
  /** The host that the Playwright project tests. */
  host: HostName
}

interface Stage {
  /** A folder for one test only, removed when the test is over. */
  folder: string
  /** Starts the desktop in that folder. At the end it is closed, and neither page nor main may have logged an error. */
  start: (more?: Partial<Starting>) => Promise<Running>
  /** The desktop, started, with its deck visible. */
  desktop: Running
  cockpit: Cockpit
}

export const test = base.extend<Stage, Options>({
  host: ['look-alike', { option: true, scope: 'worker' }],
  folder: async ({ host }, use, testInfo) => {
    const found = findHost(host)
    testInfo.skip('why' in found, 'why' in found ? found.why : undefined)
    const folder = mkdtempSync(path.join(tmpdir(), 'giftdeck-desktop-'))
    await use(folder)
    removeFolder(folder)
  },
  start: async ({ folder, host }, use) => {
    const running: Running[] = []
    const complaints: string[] = []
    await use(async (more = {}) => {
      const started = await startDesktop({ host, dataDir: path.join(folder, 'data'), ...more })
      running.push(started)
      started.page.on('console', (message) => {
        if (message.type() === 'error') complaints.push(message.text())
      })
      started.page.on('pageerror', (error) => complaints.push(error.stack ?? error.message))
      return started
    })
    for (const each of running) await each.app.close()
    for (const each of running) complaints.push(...each.log().split('\n').filter(isError))
    expect(complaints, 'errors of the page and of main').toEqual([])
  },
  desktop: async ({ start }, use) => use(await start()),
  cockpit: async ({ desktop }, use) => use(new Cockpit(desktop.page)),
})

/** Main logs JSON lines; level 50 is an error. */
const isError = (line: string) => /^\{"level":(50|60),/.test(line)

export { expect }
