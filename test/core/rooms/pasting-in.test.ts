import { describe, expect, it } from 'vitest'
import type { RoomInput } from '../../../shared/contract/room.ts'
import { roomInputSchema } from '../../../shared/contract/room.ts'
import { makeUserSig } from '../../../electron/core/vendors/tencent/user-sig.ts'
import { makeApp, makeVendors, roomAt } from '../../support/make-app.ts'
import { startTestServer } from '../server/start-test-server.ts'

const secretKey = '0123456789abcdef'.repeat(4)
const serverSecret = '0123456789abcdef'.repeat(2)
const account = { sdkAppId: 1_400_000_001, identifier: 'admin' }
const userSig = makeUserSig({ ...account, secretKey, nowMs: Date.parse('2026-03-01'), lifetimeSeconds: 86_400 })
const tencent = { host: 'console.tim.qq.com', ...account, roomId: 'live-1', sender: 'fan', receiver: 'host' }
const viewer = { userId: 'fan', nickname: 'Fan', avatar: 'https://a.example/x.png' }
const zego = { host: 'mini-game-api.zego.im', appId: 1, roomId: 'live-1', miniGameId: '1', viewer }

const read = (change: { tencent?: object; zego?: object }) =>
  roomInputSchema.safeParse({
    name: 'Stage',
    environment: 'test',
    ...(change.tencent && { tencent: { ...tencent, ...change.tencent } }),
    ...(change.zego && { zego: { ...zego, ...change.zego } }),
  })
const issue = (change: Parameters<typeof read>[0]) => {
  const [first] = read(change).error?.issues ?? []
  return [first?.path.join('.'), first?.message]
}

/** Ways in which other characters are copied along with a secret. */
const wrapped: [string, (secret: string) => string][] = [
  ['with blanks around it', (secret) => `  ${secret}\t\n`],
  ['with a blank inside', (secret) => `${secret.slice(0, 9)} ${secret.slice(9)}`],
  ['broken into two lines', (secret) => `${secret.slice(0, 20)}\r\n${secret.slice(20)}`],
  ['with a blank of another width', (secret) => `\u00a0${secret}\u3000`],
  ['with signs that have no width', (secret) => `\u200b${secret.slice(0, 5)}\u200d${secret.slice(5)}\ufeff`],
  ['in quotes', (secret) => `"${secret}"`],
  ['in typographic quotes', (secret) => `“${secret}”`],
  ['with its name before it', (secret) => `SecretKey: ${secret}`],
  ['as a line of a configuration', (secret) => `"secret_key" = '${secret}';`],
  ['as a member of JSON', (secret) => `"serverSecret": "${secret}",`],
  ['with its Chinese name', (secret) => `密钥：${secret}`],
]

describe('a pasted secret', () => {
  it.each(wrapped)('is stripped of what surrounds it: %s', (_, wrap) => {
    expect(read({ tencent: { secretKey: wrap(secretKey) } }).data?.tencent?.secretKey).toBe(secretKey)
    expect(read({ tencent: { userSig: wrap(userSig) } }).data?.tencent?.userSig).toBe(userSig)
    expect(read({ zego: { serverSecret: wrap(serverSecret) } }).data?.zego?.serverSecret).toBe(serverSecret)
  })

  it.each([
    ['escaped', encodeURIComponent(userSig).replaceAll('*', '%2A')],
    ['as a part of a query', `usersig=${userSig}&random=1`],
    ['in a whole address', `https://console.tim.qq.com/v4/x/send_gift?sdkappid=1&usersig=${userSig}&contenttype=json`],
    ['in an address, escaped', `https://a.example/x?a=1&UserSig=${userSig.replaceAll('*', '%2a')}`],
  ])('is recognised as a UserSig %s', (_, pasted) => {
    expect(read({ tencent: { userSig: pasted } }).data?.tencent?.userSig).toBe(userSig)
  })

  it.each([
    ['cut off', 'secretKey', secretKey.slice(1), 'has 63 characters; a SecretKey has 64'],
    ['doubled', 'secretKey', secretKey + secretKey, 'has 128 characters; a SecretKey has 64'],
    ['an address', 'secretKey', 'https://console.trtc.io/app', 'is a whole URL; paste the SecretKey alone'],
    ['nothing but blanks', 'secretKey', ' \u200b\n', 'must not be empty'],
    ['an address without one', 'userSig', 'https://console.trtc.io/app', 'is a whole URL; paste the UserSig alone'],
    ['of other letters', 'userSig', 'eJy礼', 'holds a character that no UserSig has; copy it again'],
  ])('that is %s is refused at the field %s', (_, field, pasted, words) => {
    expect(issue({ tencent: { [field]: pasted } })).toEqual([`tencent.${field}`, words])
  })

  it('of ZEGO has 32 characters', () => {
    expect(issue({ zego: { serverSecret: 'a'.repeat(31) } })).toEqual([
      'zego.serverSecret',
      'has 31 characters; a ServerSecret has 32',
    ])
    // A fake vendor may have secrets of any kind.
    expect(issue({ zego: { serverSecret: 'stand-in/secret' } })).toEqual([undefined, undefined])
  })
})

describe('a pasted id', () => {
  const ids = ['identifier', 'roomId', 'sender', 'receiver'] as const
  it.each(['\u200b%\ufeff', ' %\n', '"%"', '\u00a0%\u3000'])('is stripped of what surrounds it: %j', (around) => {
    for (const id of ids)
      expect(read({ tencent: { [id]: around.replace('%', 'name') } }).data?.tencent?.[id]).toBe('name')
    const pasted = around.replace('%', '7')
    const {
      roomId,
      miniGameId,
      receiver,
      viewer: of,
    } = read({ zego: { roomId: pasted, miniGameId: pasted, receiver: pasted, viewer: { ...viewer, userId: pasted } } })
      .data?.zego ?? {}
    expect([roomId, miniGameId, receiver, of?.userId]).toEqual(['7', '7', '7', '7'])
  })

  it.each(['', ' ', '\u3000\n', '\u200b'])('of only blanks is refused: %j', (blank) => {
    for (const id of ids) expect(issue({ tencent: { [id]: blank } })[0]).toBe(`tencent.${id}`)
    for (const id of ['roomId', 'miniGameId']) expect(issue({ zego: { [id]: blank } })[0]).toBe(`zego.${id}`)
    expect(roomInputSchema.safeParse({ name: blank, environment: 'sandbox' }).success).toBe(false)
  })

  it.each(['https://a.example/a b.png', 'https://a.example/\u3000x', 'https://a b/', 'a.png'])(
    'that is an avatar has to be a URL, so %j is refused',
    (avatar) => expect(issue({ zego: { viewer: { ...viewer, avatar } } })[0]).toBe('zego.viewer.avatar'),
  )
})

describe('a cleaned secret', () => {
  it('signs calls that work, whether it came from the window or over HTTP', async () => {
    const vendors = await makeVendors()
    const room = roomAt(vendors)
    const pasted: RoomInput = {
      ...room,
      tencent: { ...room.tencent!, secretKey: `SecretKey: "${room.tencent!.secretKey}"\n`, sender: ' fan\u200b' },
    }
    const { client } = await makeApp()
    expect((await client.room.set(pasted)).tencent).toMatchObject({ sender: 'fan' })
    expect((await client.counts.refresh({})).readings[0]!.trouble).toBeNull()
    const server = await startTestServer()
    expect((await server.api('PUT', '/room', { body: pasted })).status).toBe(200)
    expect((await server.api('POST', '/counts/refresh')).json.readings[0].trouble).toBeNull()
  })
})

describe('a name that no URL path can carry', () => {
  const names = ['.', '..', 'a/b', '../..', 'a\\b', 'a\nb', 'a\u0000b']
  it.each(names)('(%j) is refused with an explanation when it is saved', async (name) => {
    const { api } = await startTestServer()
    const message = expect.stringContaining('must not be "." or ".." or hold "/"')
    const refused = (field: string) => ({ status: 400, json: { data: { issues: [{ field, message }] } } })
    expect(await api('PUT', '/room', { body: { name, environment: 'sandbox' } })).toMatchObject(refused('name'))
    expect(await api('POST', '/rooms/Demo%20room/copy', { body: { as: name } })).toMatchObject(refused('as'))
    const key = { id: name, label: 'Rose', icon: '🌹', vendor: 'tencent', giftId: 'rose' }
    expect(await api('PUT', '/deck', { body: { keys: [key] } })).toMatchObject(refused('keys.0.id'))
    const { vendor, giftId, ...appearance } = key
    const pages = [{ id: 'p', name: '', keys: [{ ...appearance, gifts: [{ vendor, giftId }] }] }]
    expect(await api('PUT', '/deck', { body: { pages } })).toMatchObject(refused('pages.0.keys.0.id'))
    expect(await api('PUT', '/deck', { body: { pages: [{ id: name, name: '', keys: [] }] } })).toMatchObject(
      refused('pages.0.id'),
    )
  })

  it.each(['a b', '100%', '?', '#1', '礼物', '…', 'a.b', '+'])('(%j) is accepted', async (name) => {
    const { api } = await startTestServer()
    expect((await api('PUT', '/room', { body: { name, environment: 'sandbox' } })).status).toBe(200)
    expect((await api('GET', `/rooms/${encodeURIComponent(name)}`)).json.name).toBe(name)
  })

  it('of an existing room or key keeps the room and gives the key a new id', async () => {
    const { client, ports } = await makeApp()
    const gifts = [{ vendor: 'tencent', giftId: 'rose' }]
    const key = (id: string) => ({ id, label: id, icon: '🌹', gifts })
    ports.settings.setAll({
      rooms: [{ name: '..', environment: 'sandbox' }],
      decks: { '..': [{ id: '/', name: '', keys: [key('..'), key('a/b'), key('a-b'), key('c')] }] },
    })
    await client.rooms.use({ name: '..' })
    const { pages } = await client.deck.get()
    expect(pages.map(({ id }) => id)).toEqual(['key'])
    expect(pages[0]!.keys.map(({ id, label }) => [label, id])).toEqual([
      ['..', 'key-2'],
      ['a/b', 'a-b-2'],
      ['a-b', 'a-b'],
      ['c', 'c'],
    ])
    expect((await client.deck.set({ pages })).pages).toEqual(pages)
  })
})
