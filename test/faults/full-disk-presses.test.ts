import path from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { isDeepStrictEqual } from 'node:util'
import { describe, expect, it } from 'vitest'
import type { FireGift } from '../../shared/contract/gifts.ts'
import type { SendState } from '../../shared/contract/send.ts'
import { makeApp, makeFolder, makeVendors, memorySecrets, memorySettings, roomAt } from '../support/make-app.ts'
import type { Client } from '../support/make-app.ts'
import { skippingClock } from '../support/skipping-clock.ts'
import { until } from '../support/until.ts'
import { workers } from '../support/workers.ts'
import { rowsInTier } from '../support/tier.ts'

/**
 * A disk that is full at one commit of one press. A trigger makes the ledger's own statements fail as on a full disk:
 * at the nth change from now (n = 1 is the press itself, then its attempts and their outcomes), or at its key.
 */

const rose: FireGift = { vendor: 'tencent', giftId: 'rose', count: 1 }
const soldier: FireGift = { vendor: 'zego', giftId: 'rose', count: 1, value: 10 }

interface Kind {
  name: string
  /** How many gifts or messages one press sends. */
  effects: number
  /** Prepares what the press needs. Returns the argument of `press`. */
  prepare?(client: Client): Promise<unknown>
  press(client: Client, prepared: string): Promise<unknown>
}

const kinds: Kind[] = [
  { name: 'a Tencent gift', effects: 1, press: ({ gifts }) => gifts.fire(rose) },
  { name: 'a ZEGO gift', effects: 1, press: ({ gifts }) => gifts.fire(soldier) },
  { name: 'an announcement', effects: 1, press: ({ announcements }) => announcements.post({ text: 'Good evening' }) },
  { name: 'a double key', effects: 2, press: ({ gifts }) => gifts.fireTogether({ gifts: [rose, soldier] }) },
  {
    name: 'the next of the queue',
    effects: 1,
    prepare: async ({ upNext }) => upNext.add({ text: 'Next' }),
    press: ({ upNext }) => upNext.postNext(),
  },
  {
    name: 'a send once more',
    effects: 1,
    prepare: async (client) => {
      const { id } = await client.gifts.fire(rose)
      await ends(client, id)
      return { id }
    },
    press: ({ sends }, id) => sends.again({ id }),
  },
  {
    name: 'the release of a held send',
    effects: 1,
    prepare: async ({ sends }) => ({ id: (await sends.search({ state: ['held'], limit: 1 })).items[0]!.id }),
    press: ({ sends }, id) => sends.release({ id }),
  },
]

const endStates: SendState[] = ['delivered', 'refused', 'dropped', 'cancelled', 'expired', 'unknown']
const ends = (client: Client, id: string) =>
  until(async () => {
    const send = await client.sends.get({ id })
    return endStates.includes(send.state) ? send : null
  })

const idsOf = (answer: unknown): string[] => {
  const { id, sends } = answer as { id?: string; sends?: { id: string }[] }
  return sends?.map((send) => send.id) ?? [id!]
}

/** Makes the ledger's statements fail while it is full; `changes` counts the changes that still fit. */
function makeDisk(dataDir: string) {
  const edit = (sql: string) => {
    const db = new DatabaseSync(path.join(dataDir, 'ledger.db'), { timeout: 10_000 })
    db.exec(sql)
    db.close()
  }
  const fail = "BEGIN SELECT RAISE(FAIL, 'database or disk is full'); END"
  return {
    fill: (lastSeq: number) => edit(`CREATE TRIGGER full BEFORE INSERT ON events WHEN NEW.seq > ${lastSeq} ${fail}`),
    fillAtKeys: () => edit(`CREATE TRIGGER full BEFORE INSERT ON idempotency ${fail}`),
    /** Full for one change only: a retry succeeds. */
    failOnce: (seq: number) => edit(`CREATE TRIGGER full BEFORE INSERT ON events WHEN NEW.seq = ${seq} ${fail}`),
    free: () => edit('DROP TRIGGER IF EXISTS full'),
  }
}

/** Makes a room with held sends, which the test releases one by one. */
async function makeRoomWithHeldSends() {
  const clock = skippingClock()
  const vendors = await makeVendors()
  const dataDir = makeFolder()
  const ports = { settings: memorySettings(), secrets: memorySecrets(), clock, paths: { dataDir, workers } }
  const first = await makeApp(ports)
  await first.client.room.set(roomAt(vendors, { limits: { tencentPerSecond: 1, expireAfterMs: 0 } }))
  await Promise.all(Array.from({ length: 12 }, () => first.client.gifts.fire(rose)))
  await first.stop()
  const made = await makeApp(ports)
  await made.client.room.set(roomAt(vendors, { limits: { tencentPerSecond: 200, expireAfterMs: 0 } }))
  const effects = async () => {
    const { tencent, zego } = await vendors.recording()
    return tencent.gifts.length + tencent.messages.length + zego.gifts.length
  }
  return { ...made, effects, clock, disk: makeDisk(dataDir) }
}

describe.each(rowsInTier(kinds, ['a ZEGO gift', 'a double key']))('the disk is full during $name', (kind) => {
  const wanted = kind.effects
  let nth = 0
  const cases: [string, (disk: ReturnType<typeof makeDisk>, lastSeq: number) => void][] = [
    ['at its key', (disk) => disk.fillAtKeys()],
    ...[0, 1, 2, 3, 4].map((fits): [string, (disk: ReturnType<typeof makeDisk>, lastSeq: number) => void] => [
      `for good after ${fits} changes`,
      (disk, lastSeq) => disk.fill(lastSeq + fits),
    ]),
    ...[1, 2, 3, 4].map((at): [string, (disk: ReturnType<typeof makeDisk>, lastSeq: number) => void] => [
      `at change ${at} alone`,
      (disk, lastSeq) => disk.failOnce(lastSeq + at),
    ]),
  ]

  it('all of the press is recorded or none of it, and its Idempotency-Key has no second effect', async () => {
    const { app, as, client, effects, disk } = await makeRoomWithHeldSends()
    for (const [when, fill] of cases) {
      const prepared = ((await kind.prepare?.(client)) as { id: string } | undefined)?.id ?? ''
      await until(() => [...app.deps.activeSends.open()].every(({ state }) => state === 'held'))
      const before = { effects: await effects(), seq: app.deps.ledger.lastSeq() }
      const keyed = as({ scopes: ['read', 'fire'], idempotencyKey: `press ${++nth}` })
      const pressOnce = () => kind.press(keyed, prepared).then(idsOf, (error: { code: string }) => error.code)

      fill(disk, before.seq)
      const answer = await pressOnce()
      const leftBehind = {
        effects: (await effects()) - before.effects,
        sends: (await client.sends.list({ after: before.seq })).items.length,
      }
      disk.free()
      const again = await pressOnce()
      for (const id of again) await ends(client, id)
      const known = await pressOnce()

      const wasRefused = answer === 'CANNOT_RECORD'
      expect({
        when,
        // A refused press exists neither in the room nor in the ledger.
        leftBehind: wasRefused ? leftBehind : null,
        sameAnswer: wasRefused || isDeepStrictEqual(again, answer),
        known,
        effects: (await effects()) - before.effects,
      }).toEqual({
        when,
        leftBehind: wasRefused ? { effects: 0, sends: 0 } : null,
        sameAnswer: true,
        known: again,
        effects: wanted,
      })
    }
  })
})

describe('the disk is full when a schedule is due', () => {
  it('the post is skipped with the reason, and viewers see nothing', async () => {
    const { app, client, effects, clock, disk } = await makeRoomWithHeldSends()
    const before = await effects()
    disk.fill(app.deps.ledger.lastSeq())
    const due = await client.schedules.add({
      text: 'We start now',
      enabled: true,
      when: { kind: 'once', at: new Date(clock.now() + 30_000).toISOString() },
      onlyWhile: 'always',
      onlyComplete: false,
    })
    clock.skip(30_000)
    const last = await until(async () => (await client.schedules.list()).items.find(({ id }) => id === due.id)?.last)
    const known = await until(async () => {
      const now = (await client.schedules.list()).items.find(({ id }) => id === due.id)?.last
      return now && ('skipped' in now || 'sendId' in now) ? now : null
    })
    expect(last.at).toBe(known.at)
    expect(known).toMatchObject({ skipped: 'cannot-record' })
    disk.free()
    expect(await effects()).toBe(before)
  })
})
