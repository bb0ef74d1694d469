import { existsSync, readFileSync, statSync } from 'node:fs'
import path from 'node:path'
import type { StartupNotice } from '../../../shared/contract/status.ts'
import { newestUsefulBackup } from './read-backup.ts'
import { asideName, copyAside, moveAside } from '../platform/set-aside.ts'
import { fileFailure, newerFailure } from '../platform/file-failure.ts'
import { readPlain } from '../platform/read-text.ts'
import { writeWhole } from '../platform/write-file.ts'
import type { SettingsStore } from '../ports.ts'
import { startupNotices } from '../errors/startup-notices.ts'
import { StartFailure } from '../errors/failures.ts'
import type { BrokenPart } from './check-settings.ts'
import { coreParts, type Part } from './known-settings.ts'
import { readSettings } from './read-settings.ts'
import { settingsVersion, versionKey } from './migrations.ts'
import { fileBytes, freezeCopy } from './parse-once.ts'

type Values = Readonly<Record<string, unknown>>

export interface OpenedSettings {
  settings: SettingsStore
  /** One notice for each part that was unreadable. */
  notices: StartupNotice[]
  /**
   * Moves or copies a damaged file aside and writes the migrated settings. Call it after the folder is locked: if another
   * Giftdeck uses the folder, this start fails and must not change its files. The first change also does this.
   */
  settle(): void
}

/**
 * Reads settings.json once. Later reads are served from memory, and a change is on the disk before it is in memory. Throws
 * StartFailure if the file cannot be read or a newer Giftdeck wrote it.
 */
export function openSettings(dataDir: string, now: number, parts: Readonly<Record<string, Part>> = {}): OpenedSettings {
  const file = path.join(dataDir, 'settings.json')
  const bytes = readOrFail(file, dataDir)
  const read = bytes && readSettings(bytes, { ...coreParts, ...parts })
  if (read?.kind === 'newer') throw newerFailure(file)

  const { values: found, broken } = read?.kind === 'read' ? read : { values: {}, broken: [] }
  let values: Values = { [versionKey]: settingsVersion, ...found }
  const asideFile = asideName(file, now)
  const pendingSteps: (() => void)[] = []
  if (read?.kind === 'unreadable') pendingSteps.push(() => moveAside(file, asideFile))
  if (broken.length > 0) pendingSteps.push(() => copyAside(file, asideFile))
  if (read?.kind === 'read' && read.version < settingsVersion)
    pendingSteps.push(() => copyOlderVersion(file, read.version))
  const mustWrite = pendingSteps.length > 0 && read?.kind === 'read'

  /** Runs each pending step once. If a later one fails, the next call continues with it. */
  const prepare = () => {
    for (let next = pendingSteps[0]; next; next = pendingSteps[0]) {
      next()
      pendingSteps.shift()
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
      set: (key, value) => write({ ...values, [key]: freezeCopy(value) }),
      setAll: (changes) =>
        write({
          ...values,
          ...Object.fromEntries(Object.entries(changes).map(([key, value]) => [key, freezeCopy(value)])),
        }),
    },
    notices: noticesOf({
      isUnreadable: read?.kind === 'unreadable',
      broken,
      asideFile: path.basename(asideFile),
      dataDir,
    }),
    settle() {
      if (pendingSteps.length === 0) return
      try {
        if (mustWrite) write(values)
        else prepare()
      } catch (error) {
        throw fileFailure(file, error)
      }
    },
  }
}

/**
 * Reads the file, or throws StartFailure. The advice names a backup, because the host must move the file away and the next
 * start then begins with empty settings.
 */
function readOrFail(file: string, dataDir: string) {
  try {
    return readPlain(file)
  } catch (error) {
    const { message, advice } = fileFailure(file, error)
    const backup = newestUsefulBackup(dataDir, null)
    const then = backup === undefined ? '' : ` The newest backup that helps is ${backup}: restore it after that.`
    throw new StartFailure(message, `${advice}${then}`, { cause: error })
  }
}

/** Copies the file before its migration, so that an older Giftdeck can be used again. */
function copyOlderVersion(file: string, version: number) {
  const copy = `${file}.version-${version}`
  if (existsSync(copy) && statSync(copy).size === statSync(file).size && readFileSync(copy).equals(readFileSync(file)))
    return
  for (let nth = 1; ; nth++) {
    const free = nth === 1 ? copy : `${copy}-${nth}`
    if (!existsSync(free)) return copyAside(file, free)
  }
}

function noticesOf(options: {
  isUnreadable: boolean
  broken: BrokenPart[]
  asideFile: string
  dataDir: string
}): StartupNotice[] {
  const { isUnreadable, broken, asideFile } = options
  const notices = isUnreadable
    ? [startupNotices['settings-set-aside']({ file: asideFile })]
    : broken.map((each) => startupNotices['settings-part-set-aside']({ ...each, file: asideFile }))
  const backup = notices.length > 0 ? newestUsefulBackup(options.dataDir, isUnreadable ? null : broken) : undefined
  return backup !== undefined ? [...notices, startupNotices['backup-there']({ backup })] : notices
}
