import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { expect, it } from 'vitest'
import { openSettings } from '../../../electron/core/settings/settings-file.ts'
import { makeFailingFiles } from '../../support/failing-files.ts'
import { makeApp, makeFolder } from '../../support/make-app.ts'
import { bytesOf } from '../../support/older-folder.ts'
import { removeFolder } from '../../support/this-system.ts'

const pagesOf = (name: string) => [{ id: 'page', name, keys: [] }]

async function makeAppOnDisk() {
  const dataDir = makeFolder()
  const { settings } = openSettings(dataDir, Date.now())
  const { client, app } = await makeApp({ dataDir, settings })
  await client.deck.set({ pages: pagesOf('then') })
  const { name } = await client.backups.make()
  const asBackedUp = bytesOf(path.join(dataDir, 'backups'))[name]!
  /** Sets another deck and makes the maximum number of backups. The test restores the oldest of them. */
  async function begin() {
    await client.deck.set({ pages: pagesOf('now') })
    await client.goals.set({ goals: [{ id: 'mic', target: 5 }] })
    removeFolder(path.join(dataDir, 'backups'))
    mkdirSync(path.join(dataDir, 'backups'))
    writeFileSync(path.join(dataDir, 'backups', name), asBackedUp)
    for (let more = 1; more < app.ports.policy.backups.keptCount; more++) await client.backups.make()
    return settingsAndBackups(dataDir)
  }
  return { client, dataDir, name, begin }
}

const settingsAndBackups = (dataDir: string) =>
  Object.fromEntries(Object.entries(bytesOf(dataDir)).filter(([name]) => /^(?:settings|backups)/.test(name)))

const refusalText = expect.stringMatching(/nothing was changed/i) as string

it.each(['ENOSPC', 'EIO', 'EACCES'])(
  'a restore with %s at any step is complete, or changes nothing and says so',
  async (code) => {
    const { client, dataDir, name, begin } = await makeAppOnDisk()
    const run = makeFailingFiles(code)
    const ends = { done: 0, refused: 0 }
    let before = await begin()
    for (let step = 1, hasFailed = true; hasFailed; step++) {
      const { value: message, failed } = await run(step, () =>
        client.backups.restore({ name }).then(
          () => null,
          (error: Error & { code: string }) => `${error.code} ${error.message}`,
        ),
      )
      hasFailed = failed !== null
      const [page] = (await client.deck.get()).pages
      const onDisk = JSON.parse(readFileSync(path.join(dataDir, 'settings.json'), 'utf8')) as Record<string, unknown>
      const isDone = message === null
      ends[isDone ? 'done' : 'refused'] += 1
      // The state in memory equals that on the disk.
      expect([step, failed, onDisk['decks']]).toEqual([step, failed, { 'Demo room': [page] }])
      expect([step, failed, page]).toEqual([step, failed, ...pagesOf(isDone ? 'then' : 'now')])
      expect([step, failed, message ?? 'nothing was changed']).toEqual([step, failed, refusalText])
      expect(message ?? '').not.toMatch(/\bE[A-Z]{3,}|as planned/)
      const after = isDone ? before : settingsAndBackups(dataDir)
      expect([step, failed, ...Object.keys(after)]).toEqual([step, failed, ...Object.keys(before)])
      expect(after).toEqual(before)
      if (isDone) before = await begin()
    }
    // Unless enough steps failed and enough succeeded, this test would prove nothing.
    expect(ends.refused).toBeGreaterThan(8)
    expect(ends.done).toBeGreaterThan(3)
  },
)
