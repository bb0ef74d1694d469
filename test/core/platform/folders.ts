import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { onTestFinished } from 'vitest'
import { openFolder } from '../../../electron/core/ledger/open-folder.ts'
import { policy } from '../../../electron/core/policy.ts'
import { openSettings } from '../../../electron/core/settings/settings-file.ts'
import { openSecrets } from '../../../electron/headless/key-file.ts'
import { desktopParts } from '../../../electron/main/own-settings.ts'
import { openSealedFile } from '../../../electron/main/sealed-file.ts'
import type { StartupNotice } from '../../../shared/contract/status.ts'
import { bytesOf, copyOlderFolder } from '../../support/older-folder.ts'
import { batchOf, oneSend } from '../ledger/one-send.ts'
import { removeFolder } from '../../support/this-system.ts'

export const now = Date.UTC(2026, 11, 1)

export type Opened = ReturnType<typeof openAll>

/** Opens every file of the folder, as a start of the headless process and one of the desktop do. */
export function openAll(dataDir: string, keyFile: string) {
  const settings = openSettings(dataDir, now, desktopParts)
  const secrets = openSecrets(dataDir, keyFile, now)
  const sealed = openSealedFile(path.join(dataDir, 'secrets.json'), now)
  const folder = openFolder(dataDir, now, policy.ledger)
  try {
    for (const each of [settings, secrets, sealed]) each.settle()
  } catch (error) {
    folder.close()
    throw error
  }
  const notices: StartupNotice[] = [...settings.notices, ...secrets.notices, ...sealed.notices, ...folder.notices]
  return { settings, secrets, sealed, folder, notices }
}

/** A folder as some version of Giftdeck left it: its files and their content. */
export interface Base {
  name: string
  keyFile: string
  files: Readonly<Record<string, Buffer>>
  /** The ids of the sends in its ledger. */
  sends: readonly string[]
  secrets: Readonly<Record<string, string>>
}

/** Whether the file is a temporary one of SQLite: a lock's journal, or the index of a write-ahead log. */
export const isPassing = (name: string) => /-(?:shm|journal)$/.test(name)

/** Makes a folder, in memory if possible: on a disk, a thousand copies would be synced several times each. */
export function makeTestFolder(): string {
  const dir = mkdtempSync(path.join(existsSync('/dev/shm') ? '/dev/shm' : tmpdir(), 'giftdeck-test-'))
  onTestFinished(() => removeFolder(dir))
  return dir
}

/** Makes a folder of build 250482c, and two of the present build: one closed cleanly, one killed with a log. */
export async function makeBases(parent: string): Promise<Base[]> {
  const { dataDir: older, keyFile } = copyOlderFolder()
  const [closed, running, killed] = ['closed', 'running', 'killed'].map((name) => path.join(parent, name)) as [
    string,
    string,
    string,
  ]
  cpSync(older, closed, { recursive: true })
  const first = openAll(closed, keyFile)
  await first.secrets.secrets.set('another', 'secret')
  first.folder.close()

  cpSync(closed, running, { recursive: true })
  const { folder } = openAll(running, keyFile)
  folder.store.commit(batchOf(oneSend(10_000)))
  cpSync(running, killed, { recursive: true })
  folder.close()
  return Promise.all([older, closed, killed].map((dir) => describeFolder(dir, keyFile, path.join(parent, 'looked-at'))))
}

async function describeFolder(dir: string, keyFile: string, copy: string): Promise<Base> {
  const files = bytesOf(dir)
  cpSync(dir, copy, { recursive: true })
  const { folder, secrets } = openAll(copy, keyFile)
  const sends = folder.store.after(0, 1_000).map(({ id }) => id)
  folder.close()
  removeFolder(copy)
  const kept = await Promise.all(
    secretNames(files['settings.json']!).map(async (name) => [name, await secrets.secrets.get(name)] as const),
  )
  if (kept.length < 2 || kept.some(([, value]) => value === undefined)) throw new Error('The folder has no secrets.')
  return {
    name: path.basename(dir),
    keyFile,
    files,
    sends,
    secrets: Object.fromEntries(kept) as Record<string, string>,
  }
}

function secretNames(settings: Buffer): string[] {
  const { rooms } = JSON.parse(settings.toString()) as {
    rooms: {
      zego?: { host: string; appId: number }
      tencent?: { host: string; sdkAppId: number; identifier: string }
    }[]
  }
  const names = rooms.flatMap(({ zego, tencent }) => [
    ...(zego ? [`zego ${zego.host} ${zego.appId}`] : []),
    ...(tencent ? [`tencent ${tencent.host} ${tencent.sdkAppId} ${tencent.identifier}`] : []),
  ])
  return [...new Set(names)]
}

export function writeFolder(dir: string, files: Base['files']) {
  mkdirSync(path.join(dir, 'backups'), { recursive: true })
  for (const [name, bytes] of Object.entries(files)) writeFileSync(path.join(dir, name), bytes)
}

export const readIfFile = (file: string) => {
  try {
    return readFileSync(file)
  } catch {
    return null
  }
}
