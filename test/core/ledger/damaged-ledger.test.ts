import { copyFileSync, readdirSync, readFileSync, renameSync, truncateSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { replaceLedger } from '../../../electron/core/ledger/replace-ledger.ts'
import { openStore } from '../../../electron/core/ledger/store.ts'
import { policy } from '../../../electron/core/policy.ts'
import { makeFolder } from '../../support/make-app.ts'
import { batchOf, oneSend } from './one-send.ts'

/** Makes the files that a kill leaves. They are copied while the ledger is open, so no close has cleaned them up. */
function killedLedger(sends: number): string {
  const living = makeFolder()
  const store = openStore(living, 0, policy.ledger)
  for (let seq = 1; seq <= sends; seq++) store.commit(batchOf(oneSend(seq)))
  const dir = makeFolder()
  for (const name of readdirSync(living)) copyFileSync(path.join(living, name), path.join(dir, name))
  store.close()
  return dir
}

const bytesAside = (dir: string, suffix = '') => {
  const name = readdirSync(dir).find((each) => each.includes('.broken-') && each.endsWith(`Z${suffix}`))
  return name === undefined ? null : readFileSync(path.join(dir, name))
}

function flip(file: string, at: number) {
  const bytes = readFileSync(file)
  bytes[at] = bytes[at]! ^ 0xff
  writeFileSync(file, bytes)
}

describe('the ledger at a start', () => {
  it('opens with every send after a kill', () => {
    const store = openStore(killedLedger(20), 0, policy.ledger)
    expect(store.opened).toMatchObject({ lastSeq: 20, notices: [] })
    expect(store.leftOpen).toHaveLength(20)
    store.close()
  })

  it('is renamed with its bytes when it is no longer a database', () => {
    const dir = makeFolder()
    writeFileSync(path.join(dir, 'ledger.db'), 'not a ledger'.repeat(1_000))
    const store = openStore(dir, 0, policy.ledger)
    expect(store.opened.notices.map(({ message }) => message)).toEqual([
      expect.stringContaining('set aside as ledger.db.broken-'),
    ])
    expect(bytesAside(dir)?.toString()).toBe('not a ledger'.repeat(1_000))
    store.close()
  })

  it('is renamed with its write-ahead log when a byte of that log is wrong', () => {
    const dir = killedLedger(20)
    const log = path.join(dir, 'ledger.db-wal')
    flip(log, Math.floor(readFileSync(log).length / 2))
    const damaged = readFileSync(log)

    const store = openStore(dir, 0, policy.ledger)
    expect(store.opened.notices).toHaveLength(1)
    expect(store.leftOpen).toEqual([])
    expect(bytesAside(dir, '-wal')?.equals(damaged)).toBe(true)
    store.close()
  })

  it('is renamed when the end of its write-ahead log is missing', () => {
    const dir = killedLedger(20)
    const log = path.join(dir, 'ledger.db-wal')
    truncateSync(log, Math.floor(readFileSync(log).length * 0.7))
    const store = openStore(dir, 0, policy.ledger)
    expect(store.opened.notices.map(({ message }) => message)).toEqual([
      expect.stringContaining('its last entries are missing'),
    ])
    store.close()
  })

  it('is renamed when the database itself was truncated', () => {
    const dir = makeFolder()
    const first = openStore(dir, 0, policy.ledger)
    for (let seq = 1; seq <= 400; seq++) first.commit(batchOf(oneSend(seq)))
    first.close()
    const file = path.join(dir, 'ledger.db')
    truncateSync(file, Math.floor(readFileSync(file).length / 2))
    const damaged = readFileSync(file)

    const store = openStore(dir, 0, policy.ledger)
    expect(store.opened.notices).toHaveLength(1)
    expect(bytesAside(dir)?.equals(damaged)).toBe(true)
    store.close()
  })
})

describe('the ledger that replaces a damaged one', () => {
  const keyOf = (nth: number) => ({
    key: `press ${nth}`,
    call: `hash ${nth}`,
    sendIds: [`send-${nth}`, `other-${nth}`],
  })

  function ledgerWithKeys(sends: number): string {
    const dir = makeFolder()
    const store = openStore(dir, 0, policy.ledger)
    for (let seq = 1; seq <= sends; seq++) store.commit({ ...batchOf(oneSend(seq)), keys: [keyOf(seq)] })
    store.close()
    return dir
  }

  it('continues the sequence numbers over several starts, and keeps every key that could be read', () => {
    const dir = ledgerWithKeys(400)
    const file = path.join(dir, 'ledger.db')
    const bytes = readFileSync(file)
    // Overwrites one page in the middle. Most pages of the keys are elsewhere.
    bytes.fill(0xff, 40 * 4_096, 41 * 4_096)
    writeFileSync(file, bytes)
    for (const start of [1, 2, 3]) {
      const store = openStore(dir, 0, policy.ledger)
      expect(store.opened.notices).toHaveLength(start === 1 ? 1 : 0)
      expect(store.opened.lastSeq).toBe(400)
      const known = Array.from({ length: 400 }, (_, at) => store.keyed(`press ${at + 1}`, 0))
      expect(known.filter((each) => each !== null).length).toBeGreaterThan(300)
      expect(known.find((each) => each !== null)).toEqual(keyOf(known.findIndex((each) => each !== null) + 1))
      store.close()
    }
  })

  it('continues the sequence numbers if nothing at all can be read', () => {
    const dir = ledgerWithKeys(30)
    writeFileSync(path.join(dir, 'ledger.db'), Buffer.alloc(8_192))
    const store = openStore(dir, 0, policy.ledger)
    expect(store.opened.lastSeq).toBe(30)
    store.commit(batchOf(oneSend(31)))
    store.close()
    const again = openStore(dir, 0, policy.ledger)
    expect([again.opened.lastSeq, again.opened.notices]).toEqual([31, []])
    again.close()
  })

  it.each(['before', 'after'])('is used if the program ended %s the damaged ledger was renamed', (when) => {
    const dir = ledgerWithKeys(30)
    const file = path.join(dir, 'ledger.db')
    writeFileSync(file, 'not a ledger')
    replaceLedger(file, 0, policy.ledger)
    // Undoes the last rename, or both renames, as if the program had ended before them.
    renameSync(file, `${file}.new`)
    if (when === 'before')
      renameSync(
        path.join(
          dir,
          readdirSync(dir).find((name) => name.endsWith('Z'))!,
        ),
        file,
      )
    const store = openStore(dir, 0, policy.ledger)
    expect(store.opened.lastSeq).toBe(30)
    store.close()
    expect(readdirSync(dir).filter((name) => name.endsWith('.new'))).toEqual([])
  })
})
