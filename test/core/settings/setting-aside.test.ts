import { mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { coreParts } from '../../../electron/core/settings/known-settings.ts'
import { openSettings } from '../../../electron/core/settings/settings-file.ts'
import { StartFailure } from '../../../electron/core/errors/failures.ts'
import { desktopParts } from '../../../electron/main/own-settings.ts'
import { makeFailingFiles } from '../../support/failing-files.ts'
import { makeApp, makeFolder } from '../../support/make-app.ts'
import { copyOlderFolder } from '../../support/older-folder.ts'

const noon = Date.UTC(2026, 7, 1, 12, 30)
const asideAtNoon = 'settings.json.broken-2026-08-01T12-30-00.000Z'

function makeFile(bytes: string | Buffer) {
  const dataDir = makeFolder()
  const file = path.join(dataDir, 'settings.json')
  writeFileSync(file, bytes)
  return { dataDir, file }
}

/** Opens and settles the settings, as a complete start does. */
function start(dataDir: string, now = noon) {
  const opened = openSettings(dataDir, now, desktopParts)
  opened.settle()
  return opened
}

/** Returns the settings of build 250482c with one place changed. */
function spoil(change: (values: Values) => void): { text: string; values: Values } {
  const { dataDir } = copyOlderFolder()
  const values = JSON.parse(readFileSync(path.join(dataDir, 'settings.json'), 'utf8')) as Values
  change(values)
  return { text: JSON.stringify(values), values }
}
type Values = Record<string, Record<string, unknown>>

describe('an unreadable settings file', () => {
  it.each([
    ['cut short', '{"rooms":[{"name":"Ev'],
    ['empty', ''],
    ['a list', '[]'],
    ['null', 'null'],
    ['no text at all', Buffer.from([0, 255, 254, 1, 128])],
    ['nested too deep', `${'{"a":'.repeat(20_000)}1${'}'.repeat(20_000)}`],
  ])('(%s) is renamed with its bytes, and the next change creates a new one', (_, bytes) => {
    const { dataDir, file } = makeFile(bytes)
    const { settings, notices } = start(dataDir)
    expect(notices).toMatchObject([{ kind: 'settings-set-aside', values: { file: asideAtNoon } }])
    expect(readFileSync(path.join(dataDir, asideAtNoon))).toEqual(Buffer.from(bytes))
    settings.set('note', 1)
    expect(JSON.parse(readFileSync(file, 'utf8'))).toEqual({ version: 1, note: 1 })
  })

  it('names the newest backup, and never reuses a name while the clock stands still', () => {
    const { dataDir, file } = makeFile('first')
    mkdirSync(path.join(dataDir, 'backups'))
    for (const day of ['01', '03', '02'])
      writeFileSync(path.join(dataDir, 'backups', `settings-2026-01-${day}T00-00-00.000Z.json`), '{}')
    // These backups are newer, but cannot be restored.
    for (const [day, bytes] of Object.entries({ '04': 'junk', '05': '{"decks":{"Studio":7}}', '06': '{"version":99}' }))
      writeFileSync(path.join(dataDir, 'backups', `settings-2026-01-${day}T00-00-00.000Z.json`), bytes)
    expect(start(dataDir).notices).toMatchObject([
      { kind: 'settings-set-aside' },
      { kind: 'backup-there', values: { backup: 'settings-2026-01-03T00-00-00.000Z.json' } },
    ])
    writeFileSync(file, 'second')
    start(dataDir)
    const asides = readdirSync(dataDir).filter((name) => name.includes('.broken-'))
    expect(asides).toEqual([asideAtNoon, `${asideAtNoon}-2`])
    expect(asides.map((name) => readFileSync(path.join(dataDir, name), 'utf8'))).toEqual(['first', 'second'])
  })
})

describe('the suggested backup', () => {
  const backup = { decks: { Studio: [], Evening: [] }, rooms: [{ name: 'Studio', environment: 'sandbox' }], tokens: [] }
  const rows: [what: string, wrong: object, helps: boolean][] = [
    ['a deck that it holds', { decks: { Studio: 7 } }, true],
    ['a deck of a room that it does not know', { decks: { Another: 7 } }, false],
    ['all decks', { decks: 7 }, true],
    ['a room that it holds', { rooms: [{ name: 'Studio' }] }, true],
    ['another room', { rooms: [{ name: 'Another' }] }, false],
    ['the room in use, which it holds among the rooms', { room: { name: 'Studio' } }, true],
    ['a part that it lacks', { goals: 7 }, false],
    ['tokens, which no backup brings back', { tokens: 7 }, false],
    ['STOP, which no backup brings back', { stopped: 7 }, false],
  ]
  it.each(rows)('is one that helps if the damaged part is %s', (_, wrong, helps) => {
    const { dataDir } = makeFile(JSON.stringify(wrong))
    mkdirSync(path.join(dataDir, 'backups'))
    writeFileSync(path.join(dataDir, 'backups', 'settings-2026-01-01T00-00-00.000Z.json'), JSON.stringify(backup))
    const kinds = start(dataDir).notices.map(({ kind }) => kind)
    expect(kinds).toEqual(['settings-part-set-aside', ...(helps ? ['backup-there'] : [])])
  })

  it('is named too if the start is refused because settings.json is a folder', () => {
    const dataDir = makeFolder()
    mkdirSync(path.join(dataDir, 'settings.json'))
    mkdirSync(path.join(dataDir, 'backups'))
    const name = 'settings-2026-01-01T00-00-00.000Z.json'
    writeFileSync(path.join(dataDir, 'backups', name), '{}')
    expect(failureOf(() => start(dataDir)).advice).toContain(`The newest backup that helps is ${name}`)
  })
})

/** Lists the names of the rooms or tokens in a part. */
const namesOf = (part: unknown): string[] =>
  Array.isArray(part)
    ? part.map(({ name }: { name: string }) => name)
    : Object.keys(typeof part === 'object' ? (part ?? {}) : {})

describe('an unreadable part of the settings', () => {
  it.each<[part: string, names: string, change: (values: Values) => void]>([
    ['decks', 'Studio', ({ decks }) => (decks!['Studio'] = [{ id: 'page', keys: 7 }])],
    ['people', 'Studio', ({ people }) => (people!['Studio'] = 'nobody')],
    ['goals', 'Studio', ({ goals }) => (goals!['Studio'] = [{ id: 'mic', target: 'soon' }])],
    ['receivers', 'Studio', ({ receivers }) => (receivers!['Studio'] = ['no ñame!'])],
    ['templates', 'Studio', ({ templates }) => (templates!['Studio'] = {})],
    ['schedules', 'Studio', ({ schedules }) => (schedules!['Studio'] = null)],
    ['upNext', 'Studio', ({ upNext }) => (upNext!['Studio'] = [{}])],
    ['tokens', 'Stream Deck', ({ tokens }) => ((tokens as unknown as Values[])[0]!['hash'] = 'short' as never)],
    ['rooms', 'Evening show', ({ rooms }) => ((rooms as unknown as Values[])[1]!['environment'] = 'on air' as never)],
    ['room', 'Studio', ({ room }) => (room!['limits'] = { tencentPerSecond: 1e9 })],
    ['window', '', (values) => (values['window'] = {})],
    ['serveDocks', '', (values) => (values['serveDocks'] = 'yes' as never)],
    ['decks', '', (values) => (values['decks'] = 7 as never)],
    ['rooms', '', (values) => (values['rooms'] = {})],
    ['version', '', (values) => (values['version'] = 'one' as never)],
  ])('(%s %s) is removed alone, and a copy of the whole file is kept', (part, names, change) => {
    const { text, values: was } = spoil(change)
    const { dataDir, file } = makeFile(text)
    const { settings, notices } = start(dataDir)
    expect(notices).toMatchObject([{ kind: 'settings-part-set-aside', values: { part, names, file: asideAtNoon } }])
    expect(notices[0]!.message).toContain(asideAtNoon)
    expect(readFileSync(path.join(dataDir, asideAtNoon), 'utf8')).toBe(text)
    // Of data by room, only that room is removed; otherwise the whole part, or its unreadable entries.
    const { [part]: spoilt, ...others } = was
    expect(Object.fromEntries(Object.keys(others).map((key) => [key, settings.get(key)]))).toEqual(others)
    expect(namesOf(settings.get(part))).toEqual(namesOf(spoilt).filter((name) => name !== names))
    // Reported once: the file is valid again.
    expect(start(dataDir).notices).toEqual([])
    expect(JSON.parse(readFileSync(file, 'utf8'))).toMatchObject({ version: 1 })
  })

  it('never lifts a STOP', () => {
    const { dataDir } = makeFile(spoil((values) => (values['stopped'] = 'true' as never)).text)
    const { settings, notices } = start(dataDir)
    expect(settings.get('stopped')).toBe(true)
    expect(notices[0]!.message).toContain('until you resume')
  })

  it('is replaced by the saved room if it is the room in use', async () => {
    const { dataDir } = makeFile(spoil(({ room }) => (room!['zego'] = 7)).text)
    const { settings } = start(dataDir)
    const { client } = await makeApp({ dataDir, settings })
    expect(await client.status.get()).toMatchObject({ room: 'Studio', environment: 'test' })
  })

  it('can also be one with invalid UTF-8', () => {
    const { text } = spoil(({ goals }) => (goals!['Studio'] = [{ id: 'mic', title: 'Milestone', target: 5 }]))
    const bytes = Buffer.from(text)
    bytes[bytes.indexOf('Milestone') + 1] = 0xff
    const { dataDir } = makeFile(bytes)
    const { settings, notices } = start(dataDir)
    expect(notices).toMatchObject([{ values: { part: 'goals', names: 'Studio' } }])
    expect(Object.keys(settings.get('goals') as object)).not.toContain('Studio')
    expect(readFileSync(path.join(dataDir, asideAtNoon))).toEqual(bytes)
  })

  it.each(['en', 'zh-CN'])('has a name on the page, whichever part it is (%s)', (language) => {
    const file = path.join(import.meta.dirname, `../../../renderer/i18n/${language}/status.json`)
    const { part } = JSON.parse(readFileSync(file, 'utf8')) as { part: object }
    expect(Object.keys(part)).toEqual(
      expect.arrayContaining([...Object.keys(coreParts), ...Object.keys(desktopParts), 'version']),
    )
  })

  it('is reported with five of many names, and a sign that there are more', () => {
    const decks = Object.fromEntries(Array.from({ length: 1_000 }, (_, at) => [`Room ${at}`, at]))
    const { dataDir } = makeFile(JSON.stringify({ decks }))
    const [remark] = start(dataDir).notices
    expect(remark!.values['names']).toBe('Room 0, Room 1, Room 2, Room 3, Room 4, …')
  })
})

describe('a settings file that an editor saved', () => {
  it.each([
    ['with the mark that Notepad puts before UTF-8', (text: string) => Buffer.from(`\uFEFF${text}`)],
    ['as UTF-16', (text: string) => Buffer.from(`\uFEFF${text}`, 'utf16le')],
    ['with Windows line ends', (text: string) => Buffer.from(text.replaceAll('\n', '\r\n'))],
  ])('%s is read correctly', (_, save) => {
    const { dataDir: older } = copyOlderFolder()
    const text = readFileSync(path.join(older, 'settings.json'), 'utf8')
    const { dataDir } = makeFile(save(text))
    const { settings, notices } = start(dataDir)
    expect(notices).toEqual([])
    expect(settings.get('decks')).toEqual((JSON.parse(text) as Values)['decks'])
  })
})

describe('a settings file of another program or version', () => {
  it('is refused with its name if a newer Giftdeck wrote it, and left unchanged', () => {
    const { dataDir, file } = makeFile('{"version":2,"decks":{"Studio":"of tomorrow"}}')
    expect(() => openSettings(dataDir, noon)).toThrow(`${file} was written by a newer Giftdeck.`)
    expect(readdirSync(dataDir)).toEqual(['settings.json'])
  })

  it.runIf(process.platform !== 'win32')('is refused with an explanation if it is no file', () => {
    const isFolder = makeFolder()
    mkdirSync(path.join(isFolder, 'settings.json'))
    const isLoop = makeFolder()
    symlinkSync(path.join(isLoop, 'settings.json'), path.join(isLoop, 'settings.json'))
    for (const [dataDir, words] of [
      [isFolder, 'it is a folder and not a file'],
      [isLoop, 'it is a link that leads back to itself'],
    ] as const) {
      const failure = failureOf(() => openSettings(dataDir, noon))
      expect(failure.message).toBe(`${path.join(dataDir, 'settings.json')} cannot be used: ${words}.`)
      expect(failure.advice).toContain('--data-dir')
    }
  })

  it("is unchanged by a start that never settles, because another process has the folder's lock", () => {
    for (const bytes of ['junk', '{"decks":7}', '{"decks":{}}']) {
      const { dataDir, file } = makeFile(bytes)
      openSettings(dataDir, noon)
      expect([readdirSync(dataDir), readFileSync(file, 'utf8')]).toEqual([['settings.json'], bytes])
    }
  })

  it('is refused with an explanation if it cannot be migrated, and stays unchanged', async () => {
    const { dataDir, file } = makeFile('{"decks":{}}')
    const { value } = await makeFailingFiles('EIO')('renameSync', () => failureOf(() => start(dataDir)))
    expect(value.message).toBe(`${file} cannot be used: the disk cannot read it.`)
    expect(readFileSync(file, 'utf8')).toBe('{"decks":{}}')
  })
})

function failureOf(run: () => unknown): StartFailure {
  try {
    run()
  } catch (error) {
    if (error instanceof StartFailure) return error
    throw error
  }
  throw new Error('It was not refused.')
}
