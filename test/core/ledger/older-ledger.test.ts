import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { statSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { migrations } from '../../../electron/core/ledger/schema.ts'
import { makeFolder } from '../../support/make-app.ts'
import { onDisk } from './make-ledger.ts'
import { makeHistory } from './make-history.ts'
import { contentOf, writeVersionOne } from './version-one.ts'

describe('a ledger of version 1', () => {
  it('is migrated with its history, its sessions and its STOPs, and continues', async () => {
    const dir = makeFolder()
    writeVersionOne(dir, 120)
    const before = contentOf(dir)
    const { history, ids, press, ledger } = await makeHistory({ dir })
    const after = contentOf(dir)
    expect(after).toEqual({ ...before, version: migrations.length })
    expect(ledger.opened.notices).toEqual([])

    expect(await ids({}, { limit: 2 })).toEqual(['old-119', 'old-118'])
    expect(await history.search({}, { limit: 200, foldFrom: 5 })).toMatchObject({ total: 101 })
    expect(await ids({ text: 'morning', state: ['delivered'] }, { limit: 200 })).toHaveLength(34)
    const sessions = await history.sessions(10)
    expect(sessions.map(({ room, endedAt }) => [room, endedAt])).toEqual([
      ['Evening', 120],
      ['Morning', 118],
      ['Evening', 60],
      ['Morning', 58],
    ])
    expect((await history.search({ session: sessions[3]!.id }, { limit: 1 })).total).toBe(20)
    expect(onDisk(dir).sends.every(({ pressed, firstSeq }) => pressed === firstSeq)).toBe(true)
    const [young] = await press({})
    expect(young!.pressed).toBeGreaterThan(240)
    expect((await ids({}))[0]).toBe(young!.id)
  })

  it('has lost nothing when its migration was killed, and is migrated by the next start', async () => {
    const dir = makeFolder()
    writeVersionOne(dir, 25_000)
    const before = contentOf(dir)
    const wal = path.join(dir, 'ledger.db-wal')
    const walBytes = () => statSync(wal, { throwIfNoEntry: false })?.size ?? 0

    const child = spawn(process.execPath, [path.join(import.meta.dirname, 'open-store.ts'), dir])
    const gone = once(child, 'exit')
    // Waits until the new tables are being written, while the version on the disk is still 1.
    while (walBytes() < 2_000_000 && child.exitCode === null) await new Promise((resolve) => setImmediate(resolve))
    child.kill('SIGKILL')
    expect((await gone)[1]).toBe('SIGKILL')
    expect(walBytes()).toBeGreaterThan(0)
    expect(contentOf(dir)).toEqual(before)

    const { history, ledger } = await makeHistory({ dir })
    expect(ledger.opened.notices).toEqual([])
    expect(contentOf(dir)).toEqual({ ...before, version: migrations.length })
    expect((await history.search({}, { limit: 1 })).total).toBe(25_000)
  })
})
