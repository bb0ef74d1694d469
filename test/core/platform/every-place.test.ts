import { lstatSync, readdirSync } from 'node:fs'
import path from 'node:path'
import { expect, it } from 'vitest'
import { backupNamesIfRead } from '../../../electron/core/settings/backup-names.ts'
import { createBackups } from '../../../electron/core/backups/backups.ts'
import { policy } from '../../../electron/core/policy.ts'
import { StartFailure } from '../../../electron/core/errors/failures.ts'
import { systemClock } from '../../../electron/core/platform/system.ts'
import { removeFolder } from '../../support/this-system.ts'
import { rowsInTier } from '../../support/tier.ts'
import { refusal } from '../sends/setup-room.ts'
import { type Base, makeBases, makeTestFolder, openAll, readIfFile, writeFolder } from './folders.ts'
import { oddities, type Oddity, places, spoil, type Spoilt } from './places.ts'

/** What no message for a host may contain: SQLite's text, the system's, a stack. */
const internals = [
  /sqlite|malformed|not a database|database file|disk I\/O|readonly|no such|\bat .*\.ts|undefined|\[object/i,
  /\bE[A-Z]{3,}\b/,
]
const isInWords = (text: string) => !internals.some((each) => each.test(text))

/** The damage that the fast tier tries in every place. */
const quick = ['a BOM in front', 'junk', 'the first half', 'wrong types', 'a folder', 'a link to nowhere', 'a pipe']

/** Tries each oddity in each place, in a new folder each time. Returns the problems. */
async function tryEach(
  places: readonly string[],
  of: (dir: string, base: Base, place: string, oddity: Oddity) => Promise<string[]> | string[],
) {
  const parent = makeTestFolder()
  const base = (await makeBases(parent)).find(({ name }) => name === 'killed')!
  const wrong: string[] = []
  for (const place of places)
    for (const oddity of rowsInTier(oddities, quick)) {
      const dir = path.join(parent, 'odd')
      removeFolder(dir)
      writeFolder(dir, base.files)
      const problems = await of(dir, base, place, oddity)
      wrong.push(...problems.map((what) => `${place}, ${oddity.name}: ${what}`))
    }
  return wrong
}

interface End {
  opened: ReturnType<typeof openAll> | null
  sends: string[]
  text: string
}

function start(dir: string, keyFile: string): End {
  try {
    const opened = openAll(dir, keyFile)
    const sends = opened.folder.store.after(0, 1_000).map(({ id }) => id)
    opened.folder.close()
    return { opened, sends, text: opened.notices.map(({ message }) => message).join(' | ') }
  } catch (error) {
    if (error instanceof StartFailure) return { opened: null, sends: [], text: `${error.message} ${error.advice}` }
    throw error
  }
}

/** Whether the file, or one with its bytes, is in its place or has a name that a notice reports. */
function isKept(file: string, was: Spoilt, text: string): boolean {
  const folder = path.dirname(file)
  const reported = text.match(/\S+\.broken-[\dTZ:.-]+Z/g) ?? []
  return readdirSync(folder).some((name) => {
    const isKnown =
      name === path.basename(file) || name.includes('.version-0') || reported.some((one) => name.startsWith(one))
    const other = path.join(folder, name)
    return isKnown && (lstatSync(other).ino === was.inode || (was.bytes && readIfFile(other)?.equals(was.bytes)))
  })
}

it('whatever is in a place of the data folder is read, renamed with a report or refused by name', async () => {
  const ends = { opened: 0, 'set aside': 0, refused: 0 }
  const wrong = await tryEach(places, (dir, base, place, oddity) => {
    const file = path.join(dir, place)
    const was = spoil(file, oddity, base.files)
    const { opened, sends, text } = start(dir, base.keyFile)
    ends[opened === null ? 'refused' : text === '' ? 'opened' : 'set aside'] += 1
    const problems: string[] = []
    const report = (what: string) => void problems.push(`${what}: ${text}`)
    if (!isInWords(text.replaceAll(dir, ''))) report('the words of a program')
    const nameAlone = new RegExp(`${path.basename(place)}(?![-.\\w])`)
    if (opened === null && !nameAlone.test(text)) report('refused without its name')
    if (!isKept(file, was, text) && !was.isPassing) report('gone')
    if (!opened) return problems
    if (!/ledger\.db(?:-wal)?\.broken/.test(text) && sends.join() !== base.sends.join()) report('sends are missing')
    if (start(dir, base.keyFile).text !== '') report('reported a second time')
    return problems
  })
  expect(wrong).toEqual([])
  // Unless each end occurred often enough, this test would prove nothing.
  for (const count of Object.values(ends)) expect(count).toBeGreaterThan(10)
})

it('whatever is in a place, a backup is made and restored, or nothing is changed', async () => {
  const ends = { done: 0, refused: 0 }
  const ofBackups = places.filter((name) => /^(?:settings|backups)/.test(name))
  const wrong = await tryEach(ofBackups, async (dir, base, place, oddity) => {
    const { settings } = start(dir, base.keyFile).opened!.settings
    spoil(path.join(dir, place), oddity, base.files)
    const backups = createBackups({ dataDir: dir, settings, clock: systemClock, policy: policy.backups })
    const restores = backupNamesIfRead(dir).map((name) => () => backups.restore(name))
    const state = () => [settings.get('decks'), settings.get('rooms'), backupNamesIfRead(dir).length]
    const problems: string[] = []
    for (const call of [() => backups.list(), () => backups.make(), ...restores]) {
      const before = state()
      const refused = await refusal(Promise.resolve().then((): unknown => call())).catch(() => null)
      ends[refused ? 'refused' : 'done'] += 1
      if (!refused) continue
      const { code, message } = refused
      if (!['BAD_REQUEST', 'CANNOT_RECORD'].includes(code) || !isInWords(message)) problems.push(message)
      if (!message.toLowerCase().includes('nothing was changed')) problems.push(message)
      if (state().some((each, at) => each !== before[at])) problems.push(`changed: ${message}`)
    }
    return problems
  })
  expect(wrong).toEqual([])
  for (const count of Object.values(ends)) expect(count).toBeGreaterThan(5)
})
