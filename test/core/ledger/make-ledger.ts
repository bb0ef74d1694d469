import path from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { onTestFinished } from 'vitest'
import { openActiveSends, type NewSend } from '../../../electron/core/ledger/active-sends.ts'
import { openLedger, type Ledger } from '../../../electron/core/ledger/ledger.ts'
import type { Send } from '../../../electron/core/ledger/send.ts'
import { policy } from '../../../electron/core/policy.ts'
import type { Clock } from '../../../electron/core/ports.ts'
import { createSlices } from '../../../electron/core/platform/slices.ts'
import { systemClock } from '../../../electron/core/platform/system.ts'
import { keepingLog, makeFolder } from '../../support/make-app.ts'
import { workers } from '../../support/workers.ts'

/** Starts one run of the program on a folder, with its ledger and its active sends. It ends with the test. */
export async function startRun(of: { dir?: string; runId?: string; clock?: Clock } = {}) {
  const { dir = makeFolder(), runId = 'first run', clock = systemClock } = of
  const ledger = await openLedger({ worker: workers.ledger, dir, clock, policy: policy.ledger })
  let ended: Promise<void> | undefined
  const end = () => (ended ??= ledger.close())
  onTestFinished(end)
  const log = keepingLog()
  const slices = createSlices({ clock, policy: policy.eventLoop })
  const activeSends = await openActiveSends({ ledger, clock, runId, log, slices, policy })
  return { dir, runId, clock, log, slices, policy, ledger, activeSends, end }
}

let last = 0

export function newSend(more: Partial<Send> = {}): NewSend {
  const now = systemClock.now()
  return {
    id: `send-${++last}`,
    vendor: 'tencent',
    kind: 'gift',
    state: 'queued',
    reason: 'queued',
    environment: 'test',
    roomName: 'Test stage',
    roomId: 'stage-1',
    connection: 'tencent stage-1',
    boot: 'first run',
    session: 'first session',
    gift: { giftId: 'rose', count: 1, from: 'fan', to: 'host' },
    attempts: 0,
    createdAt: now,
    updatedAt: now,
    ...more,
  }
}

export const aCall = (id: string) => ({ id, vendor: 'tencent', api: 'send_gift', body: '{"GiftId":"rose"}' })

/** Reads the file as another program would: only committed data is visible. */
export function onDisk(dir: string) {
  const db = new DatabaseSync(path.join(dir, 'ledger.db'), { readOnly: true })
  const all = (sql: string, ...values: (string | number)[]) => db.prepare(sql).all(...values)
  try {
    return {
      sends: all('SELECT data FROM sends ORDER BY seq').map((row) => JSON.parse(row['data'] as string) as Send),
      events: all('SELECT send_id, state, boot FROM events ORDER BY seq').map((row) => ({ ...row })),
      calls: all('SELECT id, api, body FROM calls').map((row) => ({ ...row })),
      stops: all('SELECT up_to FROM stops').map((row) => row['up_to']),
    }
  } finally {
    db.close()
  }
}

/** Changes the file outside of the program, between two runs. */
export function editDisk(dir: string, run: (db: DatabaseSync) => void) {
  const db = new DatabaseSync(path.join(dir, 'ledger.db'))
  try {
    run(db)
  } finally {
    db.close()
  }
}

/** Wraps a ledger so that its disk can be filled up. */
export function fullDisk(ledger: Ledger): { ledger: Ledger; fill(): void; free(): void } {
  let full = false
  const record: Ledger['record'] = async (entry) => {
    if (full) {
      const { CannotRecord } = await import('../../../electron/core/errors/failures.ts')
      throw new CannotRecord('database or disk is full')
    }
    return ledger.record(entry)
  }
  return { ledger: { ...ledger, record }, fill: () => (full = true), free: () => (full = false) }
}

/** Blocks the ledger's writes, like a full disk, until it is released. */
export function blockDisk(dataDir: string) {
  // The timeout lets a write of the ledger finish that may be in progress.
  const db = new DatabaseSync(path.join(dataDir, 'ledger.db'), { timeout: 10_000 })
  db.exec('BEGIN IMMEDIATE')
  const release = () => {
    if (db.isOpen) db.close()
  }
  onTestFinished(release)
  return release
}
