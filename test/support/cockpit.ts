import type { Locator, Page } from '@playwright/test'
import type { Sandbox } from '../../electron/core/sandbox/start-sandbox.ts'
import type { SandboxTrouble } from '../../shared/contract/sandbox.ts'
import { test as base } from './page.ts'
import type { PolicyChange } from './host-process.ts'
import { type Host, ownProcess, sharedProcess, type SharedProcess, startHost } from './start-host.ts'
import { startVendors } from './start-vendors.ts'

/** The page as a host sees it. */
export class Cockpit {
  readonly page: Page
  constructor(page: Page) {
    this.page = page
  }

  /** Returns the key of the deck whose label begins with this name. */
  key(name: string): Locator {
    return this.page.getByRole('grid').getByRole('button', { name: new RegExp(`^${name}\\b`) })
  }
  get deck() {
    return this.page.locator('#panel-deck')
  }
  get counts() {
    return this.page.locator('#panel-counts')
  }
  get activity() {
    return this.page.locator('#panel-activity')
  }
  get announce() {
    return this.page.locator('#panel-announce')
  }
  get text() {
    return this.announce.getByRole('textbox', { name: 'Announcement' })
  }
  get dialog() {
    return this.page.getByRole('dialog')
  }
  /** Returns the rows of the activity list that contain this text, the newest first. */
  row(text: string | RegExp): Locator {
    return this.activity.locator('[data-index]').filter({ hasText: text })
  }
  /** Returns the element with one of the three totals of the counts. */
  total(name: 'gifts' | 'coins' | 'senders'): Locator {
    return this.counts.locator('dl > div').filter({ hasText: name }).getByRole('definition')
  }
  get stopped() {
    return this.page.getByRole('alert').filter({ hasText: 'Stopped: nothing is sent.' })
  }
  get unconfirmed() {
    return this.page.getByRole('alert').filter({ hasText: 'STOP is not confirmed yet:' })
  }
  async choose(multiplier: 1 | 10 | 66 | 100) {
    await this.deck.getByRole('radio', { name: `×${multiplier}`, exact: true }).click()
  }
}

interface Scene {
  host: Host
  /** The page, open at the host's address, with the deck ready. */
  cockpit: Cockpit
  /** Both vendors, for a room that the test sets up itself. */
  vendors: Sandbox
}

interface Options {
  /** The server runs in a process of its own, for tests that end or freeze the process. */
  hasOwnProcess: boolean
  /** Overrides of the core's defaults, such as longer waits. They do not reach a process of its own. */
  policy: PolicyChange
  /** Simulated viewers who send from the start; without them every number begins at zero. */
  hasViewers: boolean
}

interface WorkerScene {
  process: SharedProcess
}

export const test = base.extend<Scene & Options, WorkerScene>({
  hasOwnProcess: [false, { option: true }],
  policy: [{}, { option: true }],
  hasViewers: [true, { option: true }],
  process: [
    async ({}, use) => {
      const process = await sharedProcess()
      await use(process)
      await process.close()
    },
    { scope: 'worker' },
  ],
  host: async ({ page, hasOwnProcess, policy, hasViewers, process }, use) => {
    const host = await startHost(hasOwnProcess ? ownProcess() : process.with(policy))
    // This is set before the page opens, because the first viewer sends one second after the start.
    if (!hasViewers) await play(host)
    await use(host)
    // The page closes before the server ends. Otherwise it would lose its connection and log errors.
    await page.goto('about:blank')
    await host.remove()
  },
  cockpit: async ({ page, host }, use) => {
    const cockpit = new Cockpit(page)
    await page.goto(host.address())
    await use(cockpit)
  },
  vendors: async ({}, use) => {
    const vendors = await startVendors()
    await use(vendors)
    await vendors.stop()
  },
})

/** Switches these faults on and the viewers off, so that every number comes from the host's own sends. */
export const play = (host: Host, ...troubles: SandboxTrouble[]) =>
  host.call('PUT', '/sandbox', { viewers: false, troubles })

export { expect } from './page.ts'
