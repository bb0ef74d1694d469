import { existsSync, readFileSync, statSync } from 'node:fs'
import path from 'node:path'
import type { StartupNotice } from '../../../shared/contract/status.ts'
import { backupThatHelps } from './read-backup.ts'
import { asideName, copyAside, moveAside } from '../platform/set-aside.ts'
import { fileFailure, newerFailure } from '../platform/file-failure.ts'
import { readPlain } from '../platform/read-text.ts'
import { writeWhole } from '../platform/write-file.ts'
import type { SettingsStore } from '../ports.ts'
import { startupNotices } from '../errors/startup-notices.ts'
import { StartFailure } from '../errors/start-failure.ts'
import type { BrokenPart } from './check-settings.ts'
import { coreParts, type Part } from './known-settings.ts'
import { readSettings } from './read-settings.ts'
import { settingsVersion, versionKey } from './migrations.ts'
import { fileBytes, takeIn } from './parse-once.ts'

type Values = Readonly<Record<string, unknown>>

export interface OpenedSettings {
  settings: SettingsStore
  /** What had to be set aside. */
  notices: StartupNotice[]
  /**
   * Sets aside what has to be and writes what was brought up to date. Asked once the folder is ours alone: a start that
   * ends because another Giftdeck runs there must leave that one's files as they are. The first change does it too.
   */
  settle(): void
}

/**
 * settings.json, read once: every later answer comes from memory, and a change is on the disk before it is in memory.
 * Throws StartFailure where the file cannot be read, or a newer Giftdeck wrote it.
 */
export function openSettings(dataDir: string, now: number, parts: Readonly<Record<string, Part>> = {}): OpenedSettings {
  const file = path.join(dataDir, 'settings.json')
  const bytes = readOrName(file, dataDir)
  const read = bytes && readSettings(bytes, { ...coreParts, ...parts })
  if (read?.kind === 'newer') throw newerFailure(file)

  const { values: found, broken } = read?.kind === 'read' ? read : { values: {}, broken: [] }
  let values: Values = { [versionKey]: settingsVersion, ...found }
  const asideFile = asideName(file, now)
  const toDo: (() => void)[] = []
  if (read?.kind === 'unreadable') toDo.push(() => moveAside(file, asideFile))
  if (broken.length > 0) toDo.push(() => copyAside(file, asideFile))
  if (read?.kind === 'read' && read.version < settingsVersion) toDo.push(() => keepOlder(file, read.version))
  const mustWrite = toDo.length > 0 && read?.kind === 'read'

  /** Each is done once, also where a later one fails. */
  const prepare = () => {
    for (let next = toDo[0]; next; next = toDo[0]) {
      next()
      toDo.shift()
    }
  }
  const write = (next: Values) => {
    prepare()
    writeWhole(file, fileBytes(next))
    values = next
  }

  return {
    settings: {
      get: (key) => values[key],
      set: (key, value) => write({ ...values, [key]: takeIn(value) }),
      setAll: (changes) =>
        write({
          ...values,
          ...Object.fromEntries(Object.entries(changes).map(([key, value]) => [key, takeIn(value)])),
        }),
    },
    notices: noticesOf({
      isUnreadable: read?.kind === 'unreadable',
      broken,
      asideFile: path.basename(asideFile),
      dataDir,
    }),
    settle() {
      if (toDo.length === 0) return
      try {
        if (mustWrite) write(values)
        else prepare()
      } catch (error) {
        throw fileFailure(file, error)
      }
    },
  }
}

/** Once what is in the way is gone, a start begins with nothing: a backup helps then. */
function readOrName(file: string, dataDir: string) {
  try {
    return readPlain(file)
  } catch (error) {
    const { message, advice } = fileFailure(file, error)
    const backup = backupThatHelps(dataDir, null)
    const then = backup === undefined ? '' : ` The newest backup that helps is ${backup}: restore it after that.`
    throw new StartFailure(message, `${advice}${then}`, { cause: error })
  }
}

/** The way back to the Giftdeck before, which does not know the new shape. */
function keepOlder(file: string, version: number) {
  const kept = `${file}.version-${version}`
  if (existsSync(kept) && statSync(kept).size === statSync(file).size && readFileSync(kept).equals(readFileSync(file)))
    return
  for (let nth = 1; ; nth++) {
    const free = nth === 1 ? kept : `${kept}-${nth}`
    if (!existsSync(free)) return copyAside(file, free)
  }
}

function noticesOf(of: {
  isUnreadable: boolean
  broken: BrokenPart[]
  asideFile: string
  dataDir: string
}): StartupNotice[] {
  const { isUnreadable, broken, asideFile } = of
  const notices = isUnreadable
    ? [startupNotices['settings-set-aside']({ file: asideFile })]
    : broken.map((each) => startupNotices['settings-part-set-aside']({ ...each, file: asideFile }))
  const backup = notices.length > 0 ? backupThatHelps(of.dataDir, isUnreadable ? null : broken) : undefined
  return backup !== undefined ? [...notices, startupNotices['backup-there']({ backup })] : notices
}
