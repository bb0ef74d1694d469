import { describe, expect, it } from 'vitest'
import type { DeckKey } from '../../../shared/contract/deck.ts'
import type { People, Viewer } from '../../../shared/contract/people.ts'
import type { RoomInput } from '../../../shared/contract/room.ts'
import { roomAt, makeVendors } from '../../support/make-app.ts'
import { refusal, setupRoom } from '../sends/setup-room.ts'
import { startTestServer } from '../server/start-test-server.ts'

const rose: DeckKey = {
  id: 'rose',
  label: 'Rose',
  icon: '🌹',
  gifts: [{ vendor: 'tencent', giftId: 'rose', coins: 2 }],
}
const both: DeckKey = {
  id: 'both',
  label: 'Everyone',
  icon: '🎉',
  multiplier: 3,
  gifts: [
    { vendor: 'tencent', giftId: 'rose' },
    { vendor: 'zego', giftId: 'rose', value: 10 },
  ],
}
const room = 'Test stage'

async function setupDeck(of: { room?: Partial<RoomInput>; people?: Partial<People> } = {}) {
  const setup = await setupRoom(of.room && { room: of.room })
  await setup.client.deck.set({ pages: [{ id: 'one', name: '', keys: [rose, both] }] })
  if (of.people) {
    const { viewers, sender, receivers, receiver } = await setup.client.people.get()
    await setup.client.people.set({ viewers, sender, receivers, receiver, ...of.people })
  }
  return setup
}

const viewer = (id: string, more: Partial<Viewer> = {}): Viewer => ({
  id,
  name: id,
  tencentId: `viewer-${id}`,
  zego: { userId: `viewer${id}`, nickname: id, avatar: 'https://example.com/face.png' },
  ...more,
})

/** Presses the keys in order. Resolves with the sender of every gift, by press. */
async function sendersOf(client: Awaited<ReturnType<typeof setupDeck>>['client'], keys: readonly string[]) {
  const senders: string[][] = []
  for (const id of keys) {
    const { sends } = await client.deck.press({ id })
    const receipts = await Promise.all(sends.map((send) => client.sends.get({ id: send.id })))
    senders.push(receipts.map(({ gift }) => (typeof gift!.from === 'string' ? gift!.from : gift!.from.userId)))
  }
  return senders
}

describe('a press of a key by its id', () => {
  it('sends its gift once, with the name of the key and the room of its deck', async () => {
    const { client, ends } = await setupDeck()
    const { sends } = await client.deck.press({ id: 'rose', room })
    expect(sends).toHaveLength(1)
    expect(await ends(sends[0]!.id)).toMatchObject({
      state: 'delivered',
      key: { id: 'rose', room },
      giftName: 'Rose',
      coins: 2,
      gift: { giftId: 'rose', count: 1 },
    })
  })

  it('sends both gifts of a double key with its own multiplier, or with the count of the call', async () => {
    const { client, ends } = await setupDeck()
    const counts = async (count?: number) => {
      const { sends } = await client.deck.press({ id: 'both', ...(count !== undefined && { count }) })
      const receipts = await Promise.all(sends.map(({ id }) => ends(id)))
      return receipts.map(({ vendor, gift }) => [vendor, gift!.count, gift!.value])
    }
    expect(await counts()).toEqual([
      ['tencent', 3, undefined],
      ['zego', 3, 10],
    ])
    expect(await counts(2)).toEqual([
      ['tencent', 2, undefined],
      ['zego', 2, 10],
    ])
  })

  it('is refused as a whole above the caps of the room', async () => {
    const { client } = await setupDeck({ room: { caps: { perPress: 32 } } })
    expect(await refusal(client.deck.press({ id: 'both' }))).toMatchObject({ code: 'OVER_CAP' })
    expect((await client.sends.list({})).items).toEqual([])
    expect((await client.deck.press({ id: 'both', count: 2 })).sends).toHaveLength(2)
  })

  it('is refused in a locked live room, and uses up an opened lock once for both gifts', async () => {
    const { client } = await setupDeck({ room: { environment: 'live' } })
    expect(await refusal(client.deck.press({ id: 'both' }))).toMatchObject({ code: 'LOCKED' })
    await client.safety.arm({})
    expect((await client.deck.press({ id: 'both' })).sends).toHaveLength(2)
    expect(await refusal(client.deck.press({ id: 'both' }))).toMatchObject({ code: 'LOCKED' })
  })

  it('for another room than the active one sends nothing, and names the active one', async () => {
    const { client } = await setupDeck()
    const refused = await refusal(client.deck.press({ id: 'rose', room: 'Demo room' }))
    expect(refused).toMatchObject({ code: 'OTHER_ROOM', data: { room } })
    expect(refused.message).toContain('Nothing was sent')
    expect((await client.sends.list({})).items).toEqual([])
  })

  it('of a key that is not on the deck sends nothing, and says so', async () => {
    const { client } = await setupDeck()
    const { code, message } = await refusal(client.deck.press({ id: 'gone' }))
    expect([code, message]).toEqual(['NOT_FOUND', expect.stringContaining('There is no key "gone" on the deck')])
  })

  it('stays the same key after it was renamed and moved to another page', async () => {
    const { client } = await setupDeck()
    const pages = [
      { id: 'one', name: '', keys: [both] },
      { id: 'two', name: 'More', keys: [{ ...rose, label: 'Red rose' }] },
    ]
    await client.deck.set({ pages })
    const { sends } = await client.deck.press({ id: 'rose', room })
    expect(await client.sends.get({ id: sends[0]!.id })).toMatchObject({
      giftName: 'Red rose',
      gift: { giftId: 'rose' },
    })
  })
})

describe('the sender of a press', () => {
  const people = (mode: 'rotate' | 'random', viewers: Viewer[]): Partial<People> => ({
    viewers,
    sender: { mode, viewers: viewers.map(({ id }) => id) },
  })
  const [mia, kim] = [viewer('mia'), viewer('kim')]

  it('changes with every press, whichever program presses', async () => {
    const { client, as } = await setupDeck({ people: people('rotate', [mia, kim]) })
    const device = as({ scopes: ['fire', 'read'], device: { id: 'd', name: 'Stream Deck' } })
    const [one] = await sendersOf(client, ['rose'])
    const [two] = await sendersOf(device, ['rose'])
    const [three] = await sendersOf(client, ['rose'])
    expect([one, two, three]).toEqual([['viewer-mia'], ['viewer-kim'], ['viewer-mia']])
  })

  it('is one viewer for both gifts of a key, even if its vendors have had unequal turns', async () => {
    const { client } = await setupDeck({ people: people('rotate', [mia, kim]) })
    expect(await sendersOf(client, ['rose', 'both', 'both'])).toEqual([
      ['viewer-mia'],
      ['viewer-kim', 'viewerkim'],
      ['viewer-mia', 'viewermia'],
    ])
  })

  it('is one viewer for both gifts of a key, also if viewers are drawn at random', async () => {
    const { client } = await setupDeck({ people: people('random', [mia, kim]) })
    const pairs = await sendersOf(
      client,
      Array.from({ length: 12 }, () => 'both'),
    )
    for (const [tencent, zego] of pairs) expect(zego).toBe(tencent!.replace('-', ''))
  })

  it('skips viewers known to one vendor only, unless nobody is known to both', async () => {
    const { zego: _, ...leo } = viewer('leo')
    const first = await setupDeck({ people: people('rotate', [leo, mia]) })
    expect(await sendersOf(first.client, ['both', 'both'])).toEqual([
      ['viewer-mia', 'viewermia'],
      ['viewer-mia', 'viewermia'],
    ])
    const { tencentId: __, ...zegoOnly } = mia
    const second = await setupDeck({ people: people('rotate', [leo, zegoOnly]) })
    expect(await sendersOf(second.client, ['both'])).toEqual([['viewer-leo', 'viewermia']])
  })

  it('keeps its turn if the press was refused', async () => {
    const { client } = await setupDeck({ room: { environment: 'live' }, people: people('rotate', [mia, kim]) })
    expect(await refusal(client.deck.press({ id: 'rose' }))).toMatchObject({ code: 'LOCKED' })
    await client.safety.arm({ seconds: 60, hold: true })
    expect(await sendersOf(client, ['rose', 'rose'])).toEqual([['viewer-mia'], ['viewer-kim']])
  })

  it('sends to the co-host that the host has chosen', async () => {
    const { client } = await setupDeck({
      people: { receivers: { tencent: ['cohost_2'], zego: [] }, receiver: { tencent: 'cohost_2' } },
    })
    const { sends } = await client.deck.press({ id: 'rose' })
    expect((await client.sends.get({ id: sends[0]!.id })).gift!.to).toBe('cohost_2')
  })
})

describe('over the control API', () => {
  async function setupServer() {
    const [server, vendors] = [await startTestServer(), await makeVendors()]
    await server.client.room.set(roomAt(vendors, {}))
    await server.client.deck.set({ pages: [{ id: 'one', name: '', keys: [rose, both] }] })
    return server
  }

  it('answers 202 with both sends, or with `wait` 200 with their receipts', async () => {
    const server = await setupServer()
    const early = await server.api('POST', '/deck/keys/both/press')
    expect([early.status, early.json.sends.length]).toEqual([202, 2])
    const late = await server.api('POST', '/deck/keys/both/press?wait=20000', { body: { room, count: '2' } })
    expect(late.status).toBe(200)
    for (const receipt of late.json.sends) expect(receipt).toMatchObject({ state: 'delivered', gift: { count: 2 } })
  })

  it('answers the same sends to the same Idempotency-Key', async () => {
    const server = await setupServer()
    const press = () => server.api('POST', '/deck/keys/both/press', { headers: { 'idempotency-key': 'press-1' } })
    const ids = (answer: { json: { sends: { id: string }[] } }) => answer.json.sends.map(({ id }) => id)
    const first = ids(await press())
    expect(ids(await press())).toEqual(first)
    expect((await server.client.sends.list({})).items).toHaveLength(2)
  })

  it('answers 409 OTHER_ROOM, and 404 for a key that is not there', async () => {
    const server = await setupServer()
    const other = await server.api('POST', '/deck/keys/rose/press', { body: { room: 'Elsewhere' } })
    expect([other.status, other.json.code]).toEqual([409, 'OTHER_ROOM'])
    const gone = await server.api('POST', '/deck/keys/gone/press')
    expect([gone.status, gone.json.code]).toEqual([404, 'NOT_FOUND'])
  })

  it('stores the name of the device whose token pressed, but none for the token of the process', async () => {
    const server = await setupServer()
    const { json } = await server.api('POST', '/tokens', { body: { name: 'Stream Deck', scopes: ['read', 'fire'] } })
    const press = async (token?: string) => {
      const answer = await server.api('POST', '/deck/keys/rose/press', token === undefined ? {} : { token })
      return server.client.sends.get({ id: answer.json.sends[0].id })
    }
    expect((await press(json.token)).device).toBe('Stream Deck')
    expect(await press()).not.toHaveProperty('device')
  })
})
