import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { openSettings } from '../../electron/core/settings/settings-file.ts'
import { makeFolder, makeVendors, roomAt } from '../support/make-app.ts'
import { until } from '../support/until.ts'
import type { Answer } from '../core/server/start-test-server.ts'
import { folderArgs, useHeadless, type Headless } from './run-headless.ts'
import { removeFolder } from '../support/this-system.ts'

const run = useHeadless()

/** Mounts a separate file system of six megabytes, and returns whether this user may. */
const mountSmallDisk = (dir: string) =>
  spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=6m', 'giftdeck', dir]).status === 0
const unmount = (dir: string) => void spawnSync('umount', ['-l', dir])

function canMount(): boolean {
  const dir = mkdtempSync(path.join(tmpdir(), 'giftdeck-disk-'))
  const can = mountSmallDisk(dir)
  if (can) unmount(dir)
  removeFolder(dir)
  return can
}

/** Fills the disk to the last page; returns a function that frees the space. */
function fill(disk: string): () => void {
  const fillers: string[] = []
  for (const size of [1_048_576, 4_096]) {
    for (let full = false; !full;) {
      const filler = path.join(disk, `filler-${fillers.length}`)
      fillers.push(filler)
      try {
        writeFileSync(filler, Buffer.alloc(size, 1))
      } catch {
        full = true
      }
    }
  }
  return () => fillers.forEach((filler) => rmSync(filler, { force: true }))
}

const rose = (host: Headless) => host.api('POST', '/gifts', { body: { vendor: 'tencent', giftId: 'rose', count: 1 } })
const pair = (host: Headless, key: string) =>
  host.api('POST', '/gifts/together', {
    headers: { 'idempotency-key': key },
    body: {
      gifts: [
        { vendor: 'tencent', giftId: 'rose', count: 1 },
        { vendor: 'zego', giftId: 'rose', count: 1, value: 10 },
      ],
    },
  })
const reaches = (host: Headless, id: string, state: string) =>
  until(async () => (await host.api('GET', `/sends/${id}`)).json.state === state)

// Skipped if this user may not mount a file system: otherwise the whole machine's disk would have to be filled.
describe.skipIf(!canMount())('a full disk', () => {
  it('refuses presses with an explanation, sends none of them, and accepts presses again once there is room', async () => {
    const disk = makeFolder()
    mountSmallDisk(disk)
    onTestFinished(() => unmount(disk))
    const vendors = await makeVendors()
    const host = run(folderArgs(path.join(disk, 'data')))
    await host.api('PUT', '/room', { body: roomAt(vendors) })
    const before = await rose(host)
    await reaches(host, before.json.id, 'delivered')

    const makeRoom = fill(disk)
    const refused = await until(async () => {
      // What still fits into the write-ahead log is recorded, and so may be sent.
      const answer = await rose(host)
      return answer.status === 202 ? null : answer
    })
    expect(refused).toMatchObject({ status: 507, json: { code: 'CANNOT_RECORD' } })
    expect(refused.json.message).toBe('Giftdeck cannot record, so nothing was sent. Check that the disk has room.')
    expect((await host.api('GET', `/sends/${before.json.id}`)).json.state).toBe('delivered')

    makeRoom()
    const after = await until(async () => {
      const answer = await rose(host)
      return answer.status === 202 ? answer : null
    })
    await reaches(host, after.json.id, 'delivered')
    const settled = await until(async () => {
      const { json } = await host.api('GET', '/sends?limit=1000')
      const open = json.items.some(({ state }: { state: string }) => ['queued', 'sending', 'waiting'].includes(state))
      return open ? null : (json.items as { state: string }[])
    })
    const known = settled.filter(({ state }) => state === 'delivered').length
    const unknown = settled.filter(({ state }) => state === 'unknown').length
    const arrived = (await vendors.recording()).tencent.gifts.length
    expect(known + unknown).toBe(settled.length)
    expect(arrived).toBeGreaterThanOrEqual(known)
    expect(arrived).toBeLessThanOrEqual(known + unknown)
  })

  it('keeps the settings file intact when only part of a change fits', () => {
    const disk = makeFolder()
    mountSmallDisk(disk)
    onTestFinished(() => unmount(disk))
    const { settings } = openSettings(disk, 0)
    settings.set('note', 'a'.repeat(1_000_000))
    const before = readFileSync(path.join(disk, 'settings.json'))
    fill(disk)
    // The disk accepts the first megabyte of a file and then no more.
    rmSync(path.join(disk, 'filler-0'))
    expect(() => settings.set('more', 'b'.repeat(1_000_000))).toThrow('ENOSPC')
    expect(readFileSync(path.join(disk, 'settings.json'))).toEqual(before)
    expect([settings.get('more'), existsSync(path.join(disk, 'settings.json.new'))]).toEqual([undefined, false])
    settings.set('note', 'short')
    expect(openSettings(disk, 0).settings.get('note')).toBe('short')
  })

  it('records both gifts of a double key or neither, and its idempotency key never creates a second pair', async () => {
    const disk = makeFolder()
    mountSmallDisk(disk)
    onTestFinished(() => unmount(disk))
    const vendors = await makeVendors()
    const host = run(folderArgs(path.join(disk, 'data')))
    await host.api('PUT', '/room', { body: roomAt(vendors, { limits: { expireAfterMs: 0 } }) })
    const makeRoom = fill(disk)
    // What still fits into the write-ahead log is recorded; the disk is full at one of the commits.
    const answers: Answer[] = []
    while (answers.filter(({ status }) => status === 507).length < 10)
      answers.push(await pair(host, `pair ${answers.length}`))
    makeRoom()
    const again: Answer[] = []
    for (const nth of answers.keys())
      again.push(
        await until(async () => {
          const answer = await pair(host, `pair ${nth}`)
          return answer.status === 202 ? answer : null
        }),
      )
    const idsOf = ({ json }: Answer) => (json.sends as { id: string }[]).map(({ id }) => id)
    const ids = again.map(idsOf)
    const taken = [...answers.entries()].filter(([, { status }]) => status === 202)
    expect(taken.map(([, answer]) => idsOf(answer))).toEqual(taken.map(([nth]) => ids[nth]))
    const over = ['delivered', 'unknown']
    for (const id of ids.flat())
      await until(async () => over.includes((await host.api('GET', `/sends/${id}`)).json.state as string))
    expect((await host.api('GET', '/sends?limit=1000')).json.items).toHaveLength(2 * answers.length)
    const { tencent, zego } = await vendors.recording()
    expect(tencent.gifts.length).toBeLessThanOrEqual(answers.length)
    expect(zego.gifts.length).toBeLessThanOrEqual(answers.length)
  })
})
