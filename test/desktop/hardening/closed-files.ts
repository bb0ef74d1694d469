import { lstatSync, readdirSync } from 'node:fs'
import path from 'node:path'
import { expect } from '@playwright/test'
import type { Check } from './check.ts'
import { onWindows } from '../../support/this-system.ts'

export const closedFiles: Check = {
  name: 'the data folder and every file in it are closed to other users',
  ...(onWindows && { why: 'Windows has no such rights; there the folders of a profile are closed.' }),
  async prove({ client, dataDir }) {
    await client.gifts.fire({ vendor: 'tencent', giftId: 'rose', count: 1 })
    const inside = readdirSync(dataDir, { recursive: true, withFileTypes: true })
    const open = inside
      .filter((entry) => entry.isFile() || entry.isDirectory())
      .map((entry) => path.join(entry.parentPath, entry.name))
      // Chromium may have removed a file of its own since the folder was listed.
      .filter((file) => (lstatSync(file, { throwIfNoEntry: false })?.mode ?? 0) & 0o077)
    expect(inside.map(({ name }) => name)).toEqual(expect.arrayContaining(['ledger.db', 'ledger.db-wal']))
    expect(open).toEqual([])
    expect(lstatSync(dataDir).mode & 0o777).toBe(0o700)
    expect(lstatSync(path.join(dataDir, 'ledger.db')).mode & 0o777).toBe(0o600)
  },
}
