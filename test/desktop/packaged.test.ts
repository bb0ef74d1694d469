import path from 'node:path'
import { expect, test } from './stage/desktop.ts'
import { runToEnd, startDesktop } from './stage/start-desktop.ts'
import { changeBuild, letPlaywrightIn } from './hardening/change-build.ts'
import { packaged, shutDevTools } from './hardening/packaged.ts'
import { long } from '../support/tier.ts'

test.describe('a packaged app', long, () => {
  test.beforeEach(({ host }) =>
    test.skip(
      host !== 'look-alike',
      'Electron knows by its own name whether it is packaged; a package is not built here.',
    ),
  )
  const dataIn = (folder: string) => path.join(folder, 'data')

  for (const debugging of ['--remote-debugging-port=0', '--remote-debugging-pipe', '--inspect-port=0'])
    test(`refuses to start with ${debugging}`, async ({ host, folder }) => {
      const starting = { host, dataDir: dataIn(folder), env: packaged, switches: [debugging] }
      const { code, output } = await runToEnd(starting)
      expect(code).toBe(1)
      expect(output).toContain('Giftdeck cannot start')
      expect(output).toContain(debugging.split('=')[0])
    })

  test('starts without a debugging switch, and with one if the check for it is removed', async ({ host, folder }) => {
    const plain = { host, dataDir: dataIn(folder), env: packaged }
    expect((await runToEnd(plain)).output).toContain('DevTools listening on')
    const appDir = changeBuild(path.join(folder, 'app'), [letPlaywrightIn])
    expect((await runToEnd({ ...plain, appDir, switches: ['--remote-debugging-port=0'] })).output).toContain(
      'DevTools listening on',
    )
  })

  test(shutDevTools.name, async ({ host, folder }) => {
    const appDir = changeBuild(path.join(folder, 'app'), [letPlaywrightIn])
    const desktop = await startDesktop({ host, appDir, dataDir: dataIn(folder), env: packaged })
    await shutDevTools.prove(desktop)
    expect(await desktop.quit()).toBe(0)
  })
})
