import { chmodSync, readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { makeFolder, makeVendors, roomAt } from '../support/make-app.ts'
import { until } from '../support/until.ts'
import { folderArgs, useHeadless, type Headless } from './run-headless.ts'
import { long } from '../support/tier.ts'
import { endOfTerm } from '../support/this-system.ts'

const run = useHeadless()
const rose = { vendor: 'tencent', giftId: 'rose', count: 1 }

const fire = (host: Headless, gift: object = rose) => host.api('POST', '/gifts', { body: gift })
const ended = (host: Headless, id: string) =>
  until(async () => {
    const { json } = await host.api('GET', `/sends/${id}`)
    return ['delivered', 'refused', 'unknown', 'dropped'].includes(json.state) ? json : null
  })

describe('a restart', () => {
  it('restores the room with its secrets if a key file seals them', async () => {
    const vendors = await makeVendors()
    const dataDir = makeFolder()
    const keyFile = path.join(makeFolder(), 'key')
    const args = [...folderArgs(dataDir), '--key-file', keyFile]
    const first = run(args)
    await first.api('PUT', '/room', { body: roomAt(vendors) })
    expect((await first.api('GET', '/status')).json.secrets).toBe('key-file')
    await ended(first, (await fire(first)).json.id)
    const before = (await first.api('GET', '/room')).json
    expect(await first.kill('SIGTERM')).toEqual(endOfTerm)

    const second = run(args)
    expect((await second.api('GET', '/room')).json).toEqual(before)
    for (const gift of [rose, { ...rose, vendor: 'zego' }])
      expect(await ended(second, (await fire(second, gift)).json.id)).toMatchObject({ state: 'delivered' })
    expect((await second.api('GET', '/sends')).json.items).toHaveLength(3)
  })

  it('restores the room without its secrets if there is no key file, and refuses sends until they are entered', async () => {
    const vendors = await makeVendors()
    const dataDir = makeFolder()
    const room = roomAt(vendors)
    const first = run(folderArgs(dataDir))
    await first.api('PUT', '/room', { body: room })
    await first.kill('SIGKILL')

    const second = run(folderArgs(dataDir))
    const { json } = await second.api('GET', '/status')
    expect(json).toMatchObject({ room: room.name, environment: 'test', secrets: 'memory' })
    expect(json.connections.map(({ state }: { state: string }) => state)).toEqual(['needs-secrets', 'needs-secrets'])
    for (const vendor of ['tencent', 'zego'])
      expect(await fire(second, { ...rose, vendor })).toMatchObject({ status: 409, json: { code: 'NOT_CONNECTED' } })
    expect(await second.api('POST', '/announcements', { body: { text: 'Hi' } })).toMatchObject({ status: 409 })
    expect((await second.api('GET', '/room')).json.tencent.secret).toBeNull()

    await second.api('PUT', '/room', { body: room })
    expect(await ended(second, (await fire(second)).json.id)).toMatchObject({ state: 'delivered' })
  })

  it('finds a live room locked, even if it was unlocked when the process was killed', async () => {
    const vendors = await makeVendors()
    const dataDir = makeFolder()
    const args = [...folderArgs(dataDir), '--key-file', path.join(makeFolder(), 'key')]
    const first = run(args)
    await first.api('PUT', '/room', { body: roomAt(vendors, { environment: 'live' }) })
    await first.api('POST', '/arm', { body: { seconds: 600, hold: true } })
    expect((await fire(first)).status).toBe(202)
    await first.kill('SIGKILL')

    const second = run(args)
    expect((await second.api('GET', '/status')).json).toMatchObject({ environment: 'live', armed: false, hold: false })
    expect(await fire(second)).toMatchObject({ status: 423, json: { code: 'LOCKED' } })
    await second.api('POST', '/arm')
    expect((await fire(second)).status).toBe(202)
  })

  it('stays stopped, even after a kill, until the host resumes', async () => {
    const args = folderArgs(makeFolder())
    const first = run(args)
    await first.api('POST', '/stop')
    await first.kill('SIGKILL')

    const second = run(args)
    expect((await second.api('GET', '/status')).json).toMatchObject({ stopped: true })
    expect(await fire(second)).toMatchObject({ status: 409, json: { code: 'STOPPED' } })
    await second.api('POST', '/resume')
    expect(await ended(second, (await fire(second)).json.id)).toMatchObject({ state: 'delivered' })
    await second.kill('SIGKILL')
    expect((await run(args).api('GET', '/status')).json).toMatchObject({ stopped: false })
  })

  it('holds queued sends until the host decides', async () => {
    const vendors = await makeVendors()
    const args = [...folderArgs(makeFolder()), '--key-file', path.join(makeFolder(), 'key')]
    const limits = { tencentPerSecond: 1, expireAfterMs: 0 }
    const first = run(args)
    await first.api('PUT', '/room', { body: roomAt(vendors, { limits }) })
    const ids = []
    for (let i = 0; i < 20; i++) ids.push((await fire(first)).json.id as string)
    await first.kill('SIGKILL')

    const second = run(args)
    const held = (await second.api('GET', '/sends')).json.items.filter(
      ({ state }: { state: string }) => state === 'held',
    )
    expect(held.length).toBeGreaterThanOrEqual(3)
    expect((await second.api('GET', '/status')).json.held).toBe(held.length)
    const [released, discarded] = held
    expect((await second.api('POST', `/sends/${released.id}/release`)).status).toBe(202)
    expect((await second.api('POST', `/sends/${discarded.id}/discard`)).json).toMatchObject({ state: 'cancelled' })
    expect(await ended(second, released.id)).toMatchObject({ state: 'delivered' })
    expect(ids).toEqual(expect.arrayContaining([released.id, discarded.id]))
  })
})

describe('the key file', long, () => {
  const refusal = async (args: string[]) => {
    const host = run(args)
    expect([(await host.ended).code, host.stdout()]).toEqual([1, ''])
    expect(host.stderr()).not.toMatch(/^ {4}at /m)
    return host.stderr()
  }

  it('is created if it is missing, and closed to other users', async () => {
    const keyFile = path.join(makeFolder(), 'key')
    await run([...folderArgs(makeFolder()), '--key-file', keyFile]).ready
    expect(readFileSync(keyFile).length).toBeGreaterThanOrEqual(32)
    expect(process.platform === 'win32' || (statSync(keyFile).mode & 0o777) === 0o600).toBe(true)
  })

  it('is refused with an explanation if it is the wrong one, and the sealed secrets stay', async () => {
    const vendors = await makeVendors()
    const dataDir = makeFolder()
    const keys = makeFolder()
    const withKey = (name: string) => [...folderArgs(dataDir), '--key-file', path.join(keys, name)]
    const first = run(withKey('right'))
    await first.api('PUT', '/room', { body: roomAt(vendors) })
    await first.kill('SIGTERM')
    const sealed = readFileSync(path.join(dataDir, 'secrets.sealed'))

    const words = await refusal(withKey('wrong'))
    expect(words).toContain('key file')
    expect(readFileSync(path.join(dataDir, 'secrets.sealed'))).toEqual(sealed)
    const third = run(withKey('right'))
    expect(await ended(third, (await fire(third)).json.id)).toMatchObject({ state: 'delivered' })
    expect(readdirSync(dataDir).filter((name) => name.includes('broken'))).toEqual([])
  })

  it('is refused with an explanation if it is too short, unreachable or open to others', async () => {
    const keys = makeFolder()
    const at = (name: string) => path.join(keys, name)
    writeFileSync(at('short'), 'short', { mode: 0o600 })
    writeFileSync(at('open'), 'x'.repeat(64))
    chmodSync(at('open'), 0o644)
    const words = (name: string) => refusal([...folderArgs(makeFolder()), '--key-file', at(name)])
    expect(await words('short')).toContain(at('short'))
    expect(await words('no-such-folder/key')).toContain(at('no-such-folder/key'))
    expect(await words('.')).toContain(keys)
    expect(process.platform === 'win32' || (await words('open')).includes('chmod 600')).toBe(true)
  })
})
