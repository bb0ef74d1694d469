import { mkdirSync, readFileSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { describe, expect, it } from 'vitest'
import { makeFolder } from '../support/make-app.ts'
import { bytesOf, copyOlderFolder } from '../support/older-folder.ts'
import { until } from '../support/until.ts'
import { folderArgs, useHeadless, type Headless } from './run-headless.ts'
import { rowsInTier } from '../support/tier.ts'
import { endOfTerm } from '../support/this-system.ts'

const run = useHeadless()

/** Waits for the exit and returns stderr; a start that fails prints nothing on stdout, and shows no stack. */
async function refusal(host: Headless) {
  const { code } = await host.ended
  expect([code, host.stdout()]).toEqual([1, ''])
  expect(host.stderr()).not.toMatch(/^ {4}at /m)
  return host.stderr()
}

const startIn = ({ dataDir, keyFile }: { dataDir: string; keyFile: string }) =>
  run([...folderArgs(dataDir), '--key-file', keyFile])
const kindsOf = async (host: Headless) =>
  ((await host.api('GET', '/status')).json.remarks as { kind: string }[]).map(({ kind }) => kind)
const asideIn = (dataDir: string, name: string) =>
  readdirSync(dataDir).filter((each) => each.startsWith(`${name}.broken-`))

describe('the folder of an older Giftdeck', () => {
  it('opens, and its tokens are still accepted', async () => {
    const folder = copyOlderFolder()
    const host = startIn(folder)
    expect((await host.api('GET', '/status')).json).toMatchObject({
      room: 'Studio',
      stopped: true,
      secrets: 'key-file',
    })
    for (const [name, token] of Object.entries(folder.notes.tokens))
      expect([name, (await host.api('GET', '/status', { token })).status]).toEqual([
        name,
        name === '控制台' ? 403 : 200,
      ])
    expect((await host.api('GET', '/deck')).json.pages).toHaveLength(3)
  })
})

describe('a file of a newer Giftdeck', () => {
  const newer: Record<string, (dataDir: string) => void> = {
    'settings.json'(dataDir) {
      const file = path.join(dataDir, 'settings.json')
      writeFileSync(file, readFileSync(file, 'utf8').replace('{', '{"version": 1000,'))
    },
    'ledger.db'(dataDir) {
      const db = new DatabaseSync(path.join(dataDir, 'ledger.db'))
      db.exec('PRAGMA user_version = 1000')
      db.close()
    },
    'secrets.sealed'(dataDir) {
      writeFileSync(
        path.join(dataDir, 'secrets.sealed'),
        'giftdeck-secrets 1000 0123456789abcdef\nwhat nobody knows yet',
      )
    },
  }

  it.each(rowsInTier(Object.entries(newer), ['ledger.db']))(
    '(%s) is refused with its name, and every file stays unchanged',
    async (name, make) => {
      const folder = copyOlderFolder()
      make(folder.dataDir)
      const before = bytesOf(folder.dataDir)
      const words = await refusal(startIn(folder))
      expect(words).toContain(`${path.join(folder.dataDir, name)} was written by a newer Giftdeck.`)
      expect(words).toContain('--data-dir')
      const lasting = (files: Record<string, Buffer>) =>
        Object.entries(files).filter(([each]) => !/-(?:shm|wal|journal)$/.test(each))
      expect(lasting(bytesOf(folder.dataDir))).toEqual(lasting(before))
    },
  )
})

describe('stored secrets that cannot be opened', () => {
  it('stop the start with the names of both files if the key file is another one or missing', async () => {
    const folder = copyOlderFolder()
    const sealed = path.join(folder.dataDir, 'secrets.sealed')
    const other = path.join(makeFolder(), 'other-key')
    writeFileSync(other, 'x'.repeat(64), { mode: 0o600 })
    const absent = path.join(makeFolder(), 'slip-of-the-pen')
    for (const keyFile of [other, absent]) {
      const words = await refusal(startIn({ ...folder, keyFile }))
      expect(words).toContain(sealed)
      expect(words).toContain(keyFile)
    }
    expect(readdirSync(path.dirname(absent))).toEqual([])
    // Nothing was lost: the right key file opens them.
    expect((await startIn(folder).api('GET', '/room')).json.zego.secret).toMatchObject({ kind: 'serverSecret' })
  })

  const damages: [string, (bytes: Buffer) => Buffer][] = [
    ['empty', () => Buffer.alloc(0)],
    ['full of zeros', (bytes) => Buffer.alloc(bytes.length)],
    ['cut to a stump', (bytes) => bytes.subarray(0, 20)],
  ]
  it.each(rowsInTier(damages, ['cut to a stump']))(
    'are renamed and can be entered again because the file is %s',
    async (_, damage) => {
      const folder = copyOlderFolder()
      const file = path.join(folder.dataDir, 'secrets.sealed')
      const bytes = damage(readFileSync(file))
      writeFileSync(file, bytes)
      const host = startIn(folder)
      expect(await kindsOf(host)).toContain('secrets-set-aside')
      const [asideFile] = asideIn(folder.dataDir, 'secrets.sealed')
      expect(readFileSync(path.join(folder.dataDir, asideFile!))).toEqual(bytes)
      expect((await host.api('GET', '/room')).json.zego.secret).toBeNull()
    },
  )

  it('are renamed too if a byte of the current format is damaged, although the key is the right one', async () => {
    const folder = copyOlderFolder()
    const file = path.join(folder.dataDir, 'secrets.sealed')
    const first = startIn(folder)
    const { environment, name, zego } = (await first.api('GET', '/room')).json
    const { secret: _, ...connection } = zego
    const room = { name, environment, zego: { ...connection, serverSecret: 'a'.repeat(32) } }
    await first.api('POST', '/resume')
    expect((await first.api('PUT', '/room', { body: room })).status).toBe(200)
    await first.kill('SIGTERM')
    const bytes = readFileSync(file)
    expect(bytes.toString('latin1')).toMatch(/^giftdeck-secrets 1 [0-9a-f]{16}\n/)
    bytes[bytes.length - 1]! ^= 1
    writeFileSync(file, bytes)
    const second = startIn(folder)
    expect(await kindsOf(second)).toContain('secrets-set-aside')
    await second.kill('SIGTERM')

    writeFileSync(folder.keyFile, 'another key'.repeat(10), { mode: 0o600 })
    writeFileSync(file, bytes)
    expect(await refusal(startIn(folder))).toContain(folder.keyFile)
  })
})

describe('a damaged lock', () => {
  const things: [string, (file: string) => void][] = [
    ['junk', (file) => writeFileSync(file, 'junk'.repeat(5_000))],
    ['a database of another program', (file) => new DatabaseSync(file).exec('CREATE TABLE theirs (a); ')],
    ['a folder', (file) => mkdirSync(path.join(file, 'with'), { recursive: true })],
  ]
  it.each(rowsInTier(things, ['junk']))('(%s) is renamed and blocks no start', async (_, put) => {
    const dataDir = makeFolder()
    const file = path.join(dataDir, 'giftdeck.lock')
    put(file)
    const host = run(folderArgs(dataDir))
    expect(await kindsOf(host)).toEqual(['lock-set-aside'])
    expect(asideIn(dataDir, 'giftdeck.lock')).toHaveLength(1)
    expect(await refusal(run(folderArgs(dataDir)))).toContain('already running')
  })
})

describe('a second Giftdeck on one folder', () => {
  const losses: [string, (file: string) => void][] = [
    ['was taken away', (file) => rmSync(file)],
    ['was replaced', (file) => [rmSync(file), writeFileSync(file, '')]],
    ['was given another name', (file) => renameSync(file, `${file}.old`)],
    ['was written over', (file) => writeFileSync(file, 'junk')],
  ]
  it.each(rowsInTier(losses, ['was replaced']))(
    'is refused even if the lock of the first %s, and the first continues',
    async (_, spoil) => {
      const dataDir = makeFolder()
      const first = run(folderArgs(dataDir))
      await first.ready
      spoil(path.join(dataDir, 'giftdeck.lock'))
      const settings = path.join(dataDir, 'settings.json')
      await first.api('PUT', '/goals', { body: { goals: [] } })
      const before = readFileSync(settings)
      const words = await refusal(run(folderArgs(dataDir)))
      expect(words).toContain('already running')
      expect(words).toContain(dataDir)
      expect(readFileSync(settings)).toEqual(before)

      const { id } = (await first.api('POST', '/gifts', { body: { vendor: 'tencent', giftId: 'rose', count: 1 } })).json
      await until(async () => (await first.api('GET', `/sends/${id}`)).json.state === 'delivered')
      expect(await first.kill('SIGTERM')).toEqual(endOfTerm)
      expect((await run(folderArgs(dataDir)).api('GET', `/sends/${id}`)).json.state).toBe('delivered')
    },
  )

  it('does not touch damaged settings, which a first process would rename', async () => {
    const dataDir = makeFolder()
    await run(folderArgs(dataDir)).ready
    writeFileSync(path.join(dataDir, 'settings.json'), 'junk')
    await refusal(run(folderArgs(dataDir)))
    expect(readFileSync(path.join(dataDir, 'settings.json'), 'utf8')).toBe('junk')
    expect(asideIn(dataDir, 'settings.json')).toEqual([])
  })
})

describe('a folder in the place of a file', () => {
  const files: [string][] = [['settings.json'], ['ledger.db'], ['secrets.sealed']]
  it.each(rowsInTier(files, ['ledger.db']))('(%s) is refused with its name', async (name) => {
    const folder = copyOlderFolder()
    rmSync(path.join(folder.dataDir, name))
    mkdirSync(path.join(folder.dataDir, name))
    const words = await refusal(startIn(folder))
    expect(words).toContain(path.join(folder.dataDir, name))
    expect(words).toContain('it is a folder and not a file')
  })

  it.each(rowsInTier<[string]>([['logs'], ['logs/giftdeck.log']], ['logs']))(
    'disables only the log if the log cannot be written (%s)',
    async (name) => {
      const dataDir = makeFolder()
      if (name === 'logs') writeFileSync(path.join(dataDir, 'logs'), 'a file')
      else mkdirSync(path.join(dataDir, name), { recursive: true })
      const host = run(folderArgs(dataDir))
      expect((await host.api('POST', '/gifts', { body: { vendor: 'tencent', giftId: 'rose', count: 1 } })).status).toBe(
        202,
      )
      await until(() => host.stderr().includes('The log file cannot be written'))
      expect(host.stderr()).toContain(path.join(dataDir, 'logs', 'giftdeck.log'))
      expect(host.stderr()).not.toMatch(/^ {4}at /m)
      expect(await host.kill('SIGTERM')).toEqual(endOfTerm)
    },
  )
})
