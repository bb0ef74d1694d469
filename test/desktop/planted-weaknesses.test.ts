import path from 'node:path'
import { expect, test } from './stage/desktop.ts'
import { type Running, startDesktop } from './stage/start-desktop.ts'
import { changeBuild } from './hardening/change-build.ts'
import { weaknesses } from './hardening/weaknesses.ts'
import { long } from '../support/tier.ts'

test.describe('a weakness planted in a copy of the built main', long, () => {
  test.beforeEach(({ host }) => test.skip(host !== 'look-alike', 'What is planted is judged once, over Chromium.'))

  for (const { name, check, changes, env } of weaknesses)
    test(`${name}: "${check.name}" fails`, async ({ host, folder }) => {
      const appDir = changeBuild(path.join(folder, 'app'), changes)
      let desktop: Running | undefined
      const starting = { host, appDir, dataDir: path.join(folder, 'data'), ...(env && { env }) }
      const proof = startDesktop(starting).then((running) => check.prove((desktop = running)))
      const failure = await proof.then(
        () => 'Nothing failed.',
        (error: Error) => error.message,
      )
      await desktop?.quit()
      // Either the check detected the weakness, or the host refused to open a window with it.
      expect(failure).toMatch(/expect\(.*received|The look-alike opens no window with webPreferences/s)
    })
})
