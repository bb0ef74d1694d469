import { readdirSync, readFileSync, statSync, utimesSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { describe, expect, it } from 'vitest'
import { markClosed } from '../../../electron/core/ledger/high-water-mark.ts'
import { openFolder } from '../../../electron/core/ledger/open-folder.ts'
import { openSends } from '../../../electron/core/ledger/inspect.ts'
import { policy } from '../../../electron/core/policy.ts'
import { makeApp, makeFolder } from '../../support/make-app.ts'
import { until } from '../../support/until.ts'
import { refusal } from '../sends/setup-room.ts'
import { batchOf, oneSend } from './one-send.ts'

const fileIn = (dir: string) => path.join(dir, 'ledger.db')

/** Makes a ledger of ten sends and closes it cleanly. `mb` adds call bodies of that many megabytes. */
function makeLedger(mb = 0): string {
  const dir = makeFolder()
  const folder = openFolder(dir, 0, policy.ledger)
  const { store } = folder
  for (let seq = 1; seq <= 10; seq++) store.commit(batchOf(oneSend(seq)))
  for (let call = 0; call < mb * 4; call++) {
    const calls = [{ id: `call-${call}`, vendor: 'tencent', api: 'send_gift', body: 'x'.repeat(256 * 1024) }]
    store.commit({ ...batchOf(), calls })
  }
  folder.close()
  return dir
}

function edit(dir: string, sql: string) {
  const db = new DatabaseSync(fileIn(dir))
  db.exec(sql)
  db.close()
}

/** Makes one send unreadable. Every page of the file stays intact. */
const spoilOneSend = (dir: string) => edit(dir, `UPDATE sends SET data = '(' || data WHERE id = 'send-5'`)
/** Marks every send as delivered just now, because a start erases sends that ended long ago. */
const endAll = (dir: string) =>
  edit(
    dir,
    `UPDATE sends SET state = 'delivered', updated_at = ${Date.now()}, data = json_set(data, '$.state', 'delivered')`,
  )

const kindsOf = ({ notices }: { notices: { kind: string }[] }) => notices.map(({ kind }) => kind)

function startOnce(dir: string, check: 'checked' | 'ended before the check' = 'checked') {
  const folder = openFolder(dir, 0, policy.ledger)
  const found = { kinds: kindsOf(folder), mustBeChecked: folder.mustBeChecked, sends: folder.store.leftOpen.length }
  if (check === 'checked') folder.markChecked()
  folder.close()
  return found
}

describe('a start', () => {
  it('checks the whole ledger if another program has changed it', () => {
    const dir = makeLedger()
    spoilOneSend(dir)
    expect(startOnce(dir)).toMatchObject({ kinds: ['ledger-set-aside'] })
  })

  it('skips the check after a clean shutdown, however long the ledger is', () => {
    const dir = makeLedger()
    endAll(dir)
    // A fixed modification time, which is restored after the change below.
    const time = new Date('2026-01-01T00:00:00Z')
    utimesSync(fileIn(dir), time, time)
    markClosed(fileIn(dir))
    expect(startOnce(dir)).toMatchObject({ kinds: [] })
    spoilOneSend(dir)
    // With the same size and time, the changed file still matches the record of the clean shutdown.
    utimesSync(fileIn(dir), time, time)
    markClosed(fileIn(dir))
    // The damaged send has ended, and a start reads only open sends.
    expect(startOnce(dir)).toMatchObject({ kinds: [] })
  })

  it('notices a damaged open send even after a clean shutdown', () => {
    const dir = makeLedger()
    spoilOneSend(dir)
    markClosed(fileIn(dir))
    expect(startOnce(dir)).toMatchObject({ kinds: ['ledger-set-aside'] })
  })

  it('reads the open sends without reading those that ended', () => {
    const db = new DatabaseSync(fileIn(makeLedger()))
    const plan = db.prepare(`EXPLAIN QUERY PLAN ${openSends}`).all()
    db.close()
    expect(plan.map(({ detail }) => detail).join()).toContain('USING INDEX sends_open')
  })

  it('checks a long ledger later if it was not closed cleanly, and only once', () => {
    const dir = makeLedger(6)
    expect(startOnce(dir)).toMatchObject({ kinds: [], mustBeChecked: false, sends: 10 })
    const file = fileIn(dir)
    const time = new Date('2026-01-01T00:00:00Z')
    utimesSync(file, time, time)
    const run = startOnce(dir, 'ended before the check')
    expect(run).toMatchObject({ kinds: [], mustBeChecked: true, sends: 10 })
    expect(startOnce(dir)).toMatchObject({ kinds: [], mustBeChecked: true })
    expect(startOnce(dir)).toMatchObject({ kinds: [], mustBeChecked: false })
  })
})

describe('a long ledger after a crash', () => {
  it('is in use at once, and the host is told that the check found nothing', async () => {
    const dataDir = makeLedger(6)
    const time = new Date('2026-01-01T00:00:00Z')
    utimesSync(fileIn(dataDir), time, time)
    const { client } = await makeApp({ dataDir })
    await client.gifts.fire({ vendor: 'tencent', giftId: 'rose', count: 1 })
    const found = await until(async () => {
      const { remarks } = await client.status.get()
      return remarks.find(({ kind }) => kind === 'ledger-checked')
    })
    expect(found.message).toContain('it is whole')
  })
})

describe('damage that is found while Giftdeck runs', () => {
  it('is reported, nothing more is sent, and the next start renames the ledger', async () => {
    const dataDir = makeLedger(6)
    // The damage is in a send that has ended, because the start itself reads the open ones.
    endAll(dataDir)
    spoilOneSend(dataDir)
    const first = await makeApp({ dataDir })
    const { client } = first
    const rose = { vendor: 'tencent', giftId: 'rose', count: 1 } as const
    await client.gifts.fire(rose)
    const found = await until(async () => {
      const { remarks } = await client.status.get()
      return remarks.find(({ kind }) => kind === 'ledger-damaged')
    })
    expect(found.message).toContain('ledger.db')
    const no = await refusal(client.gifts.fire(rose))
    expect(no).toMatchObject({ code: 'CANNOT_RECORD' })
    expect(no.message).toBe('Giftdeck cannot record, so nothing was sent. Start Giftdeck again.')
    const size = statSync(fileIn(dataDir)).size
    await first.stop()

    const again = await makeApp({ dataDir })
    expect((await again.client.status.get()).remarks.map(({ kind }) => kind)).toContain('ledger-set-aside')
    const asideFile = readdirSync(dataDir).find((name) => /^ledger\.db\.broken-[^.]*\.\d+Z$/.test(name))
    expect(statSync(path.join(dataDir, asideFile!)).size).toBeGreaterThanOrEqual(size)
    expect((await again.client.gifts.fire(rose)).seq).toBeGreaterThan(0)
  })
})

describe('the file ledger.db.mark', () => {
  const markIn = (dir: string) => `${fileIn(dir)}.mark`

  it.each([
    ['has a wrong digit', (text: string) => text.replace('10 ', '90 ')],
    ['is junk', () => 'junk'],
    ['has junk after its text', (text: string) => `${text}junk`],
  ])('is renamed if it %s, and the ledger stays in use', (_, spoil) => {
    const dir = makeLedger()
    const spoilt = spoil(readFileSync(markIn(dir), 'latin1'))
    writeFileSync(markIn(dir), spoilt)
    expect(startOnce(dir)).toMatchObject({ kinds: ['mark-set-aside'], sends: 10 })
    const asideFile = readdirSync(dir).find((name) => name.startsWith('ledger.db.mark.broken-'))
    expect(readFileSync(path.join(dir, asideFile!), 'latin1')).toBe(spoilt)
    expect(startOnce(dir)).toMatchObject({ kinds: [], sends: 10 })
  })

  it('of build 250482c is read unchanged', () => {
    const dir = makeLedger()
    writeFileSync(markIn(dir), '10\n'.padStart(20))
    expect(startOnce(dir)).toMatchObject({ kinds: [] })
    writeFileSync(markIn(dir), '11\n'.padStart(20))
    expect(startOnce(dir)).toMatchObject({ kinds: ['ledger-set-aside'] })
  })
})
