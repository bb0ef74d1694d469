import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { test } from './stage/desktop.ts'
import { findHost } from './stage/hosts.ts'
import { type Running, startDesktop } from './stage/start-desktop.ts'
import { checks } from './hardening/all.ts'
import { removeFolder } from '../support/this-system.ts'

// One desktop for all checks. They provoke the page on purpose, so its console errors are not counted.
test.describe('the hardening of the page', () => {
  let desktop: Running
  const dataDir = mkdtempSync(path.join(tmpdir(), 'giftdeck-walls-'))
  test.beforeAll(async ({ host }, testInfo) => {
    const found = findHost(host)
    testInfo.skip('why' in found, 'why' in found ? found.why : undefined)
    desktop = await startDesktop({ host, dataDir })
  })
  test.afterAll(async () => {
    await desktop?.quit()
    removeFolder(dataDir)
  })
  for (const { name, why, prove } of checks)
    test(name, () => {
      test.skip(why !== undefined, why)
      return prove(desktop)
    })
})
