import { readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import type { Faults } from '../../electron/core/sandbox/faults.ts'
import type { Sandbox } from '../../electron/core/sandbox/start-sandbox.ts'
import { makeUserSig } from '../../electron/core/vendors/tencent/user-sig.ts'
import type { RoomInput } from '../../shared/contract/room.ts'
import { makeFolder, makeVendors, roomAt } from '../support/make-app.ts'
import { filesIn, found } from '../support/find-secrets.ts'
import { startObs } from '../support/obs-websocket.ts'
import { until } from '../support/until.ts'
import { folderArgs, useHeadless, type Headless } from './run-headless.ts'

const run = useHeadless()

/** Characters that base64, hex and URL encoding each write differently. */
const secretKey = 'Canary/tencent+key=4b1d7c0e92f5a86d'
const serverSecret = 'Canary/zego+secret=7e2f90c1b8d64a35'
const obsPassword = 'Canary/obs+password=c39e1f7b0a52d864'

/** Presses, posts and checks under every kind of failure, and returns every answer. */
async function workThrough(host: Headless, room: RoomInput, vendors: Sandbox) {
  const answers: Record<string, Buffer> = {}
  const keep = async (method: string, route: string, body?: unknown) => {
    const { status, headers, text, json } = await host.api(method, route, body === undefined ? {} : { body })
    answers[`${Object.keys(answers).length} ${method} ${route}`] = Buffer.from(JSON.stringify([status, headers]) + text)
    return json
  }
  const troubles: Partial<Faults>[] = [
    {},
    { refuse: { code: 70_003, times: 1 } },
    { signatureExpired: { times: 1 } },
    { html: { times: 2 } },
    { malformedJson: { times: 2 } },
    { http500After: { times: 2 } },
    { answerLost: { times: 2 } },
    { resetBefore: { times: 2 } },
  ]
  await keep('PUT', '/room', room)
  for (const trouble of troubles) {
    await vendors.setFaults(trouble)
    const pressed = [
      await keep('POST', '/gifts', { vendor: 'tencent', giftId: 'rose', count: 1 }),
      await keep('POST', '/gifts', { vendor: 'zego', giftId: 'rose', count: 1 }),
      await keep('POST', '/announcements', { text: 'Hi', extensionInfo: { a: 1 } }),
    ]
    for (const { id } of pressed.filter(({ id }) => id !== undefined)) {
      await until(async () => !['queued', 'sending'].includes((await host.api('GET', `/sends/${id}`)).json.state))
      await keep('POST', `/sends/${id}/check`)
      await keep('GET', `/sends/${id}`)
    }
    await keep('POST', '/counts/refresh')
    await keep('POST', '/resume')
  }
  const obs = await startObs({ password: obsPassword })
  const connection = async () => (await host.api('GET', '/obs')).json
  await keep('PUT', '/obs', { enabled: true, address: obs.address, password: `not ${obsPassword}` })
  await until(async () => (await connection()).trouble?.reason === 'wrong-password')
  await keep('GET', '/obs')
  await keep('PUT', '/obs', { enabled: true, address: obs.address, password: obsPassword })
  await until(async () => (await connection()).connected)
  await keep('PUT', '/obs', { enabled: true, address: 'wrong', password: obsPassword })
  await keep('POST', '/obs/sources', { name: 'Goal', address: 'x', width: 100, height: 100 })
  await obs.die()
  await keep('POST', '/backups')
  await keep('POST', '/room/check', room)
  await keep('PUT', '/room', { ...room, tencent: { ...room.tencent, sdkAppId: 'wrong' } })
  for (const route of [
    '/room',
    '/status',
    '/sends?limit=1000',
    '/counts',
    '/tokens',
    '/openapi.json',
    '/deck',
    '/obs',
    '/diagnostics',
  ])
    await keep('GET', route)
  const broken = JSON.stringify(room).slice(0, -1)
  for (const type of ['application/json', 'text/plain', 'application/x-www-form-urlencoded']) {
    const { text } = await host.api('PUT', '/room', { rawBody: broken, headers: { 'content-type': type } })
    answers[`a broken body as ${type}`] = Buffer.from(text)
  }
  return answers
}

describe('a secret', () => {
  it('is found by the search in any of its encodings, whatever surrounds it', () => {
    const text = `..${secretKey}..`
    const hidden = {
      raw: Buffer.from(text),
      base64: Buffer.from(Buffer.from(text).toString('base64')),
      base64url: Buffer.from(Buffer.from(`.${text}`).toString('base64url')),
      hex: Buffer.from(Buffer.from(text).toString('hex').toUpperCase()),
      url: Buffer.from(encodeURIComponent(text)),
      utf16: Buffer.from(text, 'utf16le'),
    }
    expect(found(hidden, { secretKey, serverSecret })).toEqual(
      Object.keys(hidden).map((shape) => `secretKey in ${shape}`),
    )
  })

  it.each(['killed', 'stopped'] as const)('appears nowhere after the process was %s', async (how) => {
    const vendors = await makeVendors({ world: { tencent: { secretKey }, zego: { serverSecret } } })
    const { sdkAppId, identifier } = vendors.world.tencent
    const lifetimeSeconds = 86_400
    const userSig = makeUserSig({ sdkAppId, secretKey, identifier, nowMs: Date.now(), lifetimeSeconds })
    const dataDir = makeFolder()
    const sealed = how === 'stopped'
    const args = [...folderArgs(dataDir), ...(sealed ? ['--key-file', path.join(makeFolder(), 'key')] : [])]
    const host = run(args)
    const room = roomAt(vendors)
    const { secretKey: _, ...pasted } = room.tencent!
    const answers = {
      ...(await workThrough(host, room, vendors)),
      ...(await workThrough(host, { ...room, tencent: { ...pasted, userSig } }, vendors)),
    }
    expect((await host.api('GET', '/room')).json).toMatchObject({
      tencent: { secret: { kind: 'userSig', expiresAt: expect.any(String) } },
      zego: { secret: { kind: 'serverSecret' } },
    })
    const { url } = await host.ready
    const events = await fetch(`${url}api/v1/events`, {
      headers: { authorization: `Bearer ${(await host.ready).token}` },
    })
    const snapshot = await events.body!.getReader().read()
    await host.kill(sealed ? 'SIGTERM' : 'SIGKILL')

    const places: Record<string, Buffer> = {
      ...answers,
      stream: Buffer.from(snapshot.value!),
      stdout: Buffer.from(host.stdout()),
      stderr: Buffer.from(host.stderr()),
    }
    for (const file of filesIn(dataDir)) places[path.relative(dataDir, file)] = readFileSync(file)
    expect(Object.keys(places)).toContain('settings.json')
    expect(places[path.join('logs', 'giftdeck.log')]?.toString()).toContain('Giftdeck started.')
    // The request is on record, so this search covers the right place.
    expect(Object.values(places).some((bytes) => bytes.includes(vendors.world.tencent.roomId))).toBe(true)
    expect(JSON.parse(String(places['settings.json']))).toMatchObject({ obs: { enabled: true } })
    expect(Object.keys(places).some((place) => place.startsWith('backups'))).toBe(true)
    expect(found(places, { secretKey, serverSecret, userSig, obsPassword })).toEqual([])
    const { token } = await host.ready
    delete places['stdout']
    expect(found(places, { token })).toEqual([])
    for (const bytes of Object.values(places)) expect(bytes.toString('latin1')).not.toMatch(/usersig=(?!\[hidden\])/i)
  })
})
