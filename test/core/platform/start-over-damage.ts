import { deepStrictEqual, ok, strictEqual } from 'node:assert'
import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { ORPCError } from '@orpc/server'
import { createBackups } from '../../../electron/core/backups/backups.ts'
import { policy } from '../../../electron/core/policy.ts'
import { migrate } from '../../../electron/core/settings/migrations.ts'
import { StartFailure } from '../../../electron/core/errors/failures.ts'
import { systemClock } from '../../../electron/core/platform/system.ts'
import { bytesOf } from '../../support/older-folder.ts'
import { type Damage, damaged } from './damage.ts'
import { type Base, isPassing, now, openAll, type Opened, readIfFile, writeFolder } from './folders.ts'

type Files = Readonly<Record<string, Buffer>>

/** Damages one file of a copy, starts on it, and returns how that ended. Throws if data was lost or not reported. */
export async function startOverDamage(dir: string, base: Base, name: string, damage: Damage): Promise<string> {
  writeFolder(dir, base.files)
  damageOne(dir, base, name, damage)
  const before = bytesOf(dir)
  let opened: Opened
  try {
    opened = openAll(dir, base.keyFile)
  } catch (error) {
    expectRefusal(error, [...Object.keys(before), name])
    // The lock and the file ledger.db.mark may have been renamed before the refusal; every byte is still there.
    const after = Object.values(bytesOf(dir))
    for (const [each, was] of Object.entries(before)) if (!isPassing(each)) expectAmong(after, was, each)
    return 'refused'
  }
  const sends = opened.folder.store.after(0, 1_000).map(({ id }) => id)
  opened.folder.close()
  const reported = opened.notices.flatMap(({ values }) => (values['file'] === undefined ? [] : [values['file']]))
  const isReported = (each: string) => reported.some((asideFile) => asideFile.startsWith(`${each}.broken-`))
  expectEveryByte(before, bytesOf(dir), reported, isReported)

  // Everything that no notice mentions is unchanged.
  if (isReported('ledger.db.mark') || isReported('ledger.db-wal')) ok(sends.every((id) => base.sends.includes(id)))
  else if (!isReported('ledger.db')) deepStrictEqual(sends, base.sends)
  if (!isReported('secrets.sealed'))
    for (const [secret, value] of Object.entries(base.secrets))
      strictEqual(await opened.secrets.secrets.get(secret), value, secret)
  if (!isReported('settings.json')) {
    const isWide = damage.kind === 'wide' && name === 'settings.json'
    const text = new TextDecoder(isWide ? 'utf-16le' : 'utf-8').decode(before['settings.json'])
    const holds = migrate(JSON.parse(text) as Record<string, unknown>, 0)
    for (const key of Object.keys(holds)) deepStrictEqual(opened.settings.settings.get(key), holds[key], key)
  }
  if (damage.kind === 'swapped' || name.startsWith('backups')) restoreEach(dir, opened)
  return opened.notices.length > 0 ? 'set aside' : 'opened'
}

function damageOne(dir: string, base: Base, name: string, damage: Damage) {
  const file = path.join(dir, name)
  const bytes = base.files[name]!
  if (damage.kind === 'swapped') {
    const names = filesOf(base)
    const other = names[damage.with % names.length]!
    writeFileSync(file, base.files[other]!)
    writeFileSync(path.join(dir, other), bytes)
  } else if (damage.kind === 'folder') {
    rmSync(file)
    mkdirSync(file)
  } else writeFileSync(file, damaged(bytes, damage))
}

export const filesOf = (base: Base) => Object.keys(base.files).filter((name) => !isPassing(name))

function expectRefusal(error: unknown, names: readonly string[]) {
  if (!(error instanceof StartFailure)) throw error
  const { message, advice } = error
  ok(
    names.some((name) => message.includes(path.basename(name))),
    `It names no file: ${message}`,
  )
  ok(advice !== '' && !/\n {4}at |undefined|\[object/.test(message), message)
}

/** The files that a start writes itself, and the names it would rename them to. */
const mayWrite: Readonly<Record<string, string>> = {
  'settings.json': 'settings.json',
  'secrets.json': 'secrets.json',
  'ledger.db': 'ledger.db',
  'ledger.db-wal': 'ledger.db',
  'ledger.db.mark': 'ledger.db',
}

/** Checks that each file is unchanged or has a new name in a notice. */
function expectEveryByte(
  before: Files,
  after: Files,
  reported: readonly string[],
  isReported: (name: string) => boolean,
) {
  for (const [each, was] of Object.entries(before)) {
    if (isPassing(each) || was.length === 0 || after[each]?.equals(was)) continue
    const whole = mayWrite[each]
    if (whole !== undefined && !isReported(each) && !isReported(whole)) continue
    const asideFile = Object.entries(after).flatMap(([name, bytes]) =>
      reported.some((one) => name.startsWith(one)) ? [bytes] : [],
    )
    expectAmong(asideFile, was, each)
  }
}

const expectAmong = (files: readonly Buffer[], wanted: Buffer, name: string) =>
  ok(
    files.some((bytes) => bytes.equals(wanted)),
    `The bytes of ${name} are in no reported file.`,
  )

/** Checks that each backup is restored completely or refused by name. In both cases its bytes stay. */
function restoreEach(dir: string, { settings }: Opened) {
  const clock = { ...systemClock, now: () => now }
  const backups = createBackups({ dataDir: dir, settings: settings.settings, clock, policy: policy.backups })
  for (const { name } of backups.list()) {
    const file = path.join(dir, 'backups', name)
    const decks = settings.settings.get('decks')
    const bytes = readIfFile(file)
    try {
      backups.restore(name)
    } catch (error) {
      if (!(error instanceof ORPCError) || error.code !== 'BAD_REQUEST') throw error
      ok(error.message.includes(name), error.message)
      strictEqual(settings.settings.get('decks'), decks)
    }
    if (bytes) deepStrictEqual(readIfFile(file), bytes)
  }
}
