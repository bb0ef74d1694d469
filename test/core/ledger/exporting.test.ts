import { describe, expect, it } from 'vitest'
import type { Receipt } from '../../../shared/contract/send.ts'
import { type Client, makeVendors, roomAt } from '../../support/make-app.ts'
import { startTestServer } from '../server/start-test-server.ts'
import { actionsOf, setupRoom, refusal } from '../sends/setup-room.ts'

async function whole(pieces: AsyncIterable<string>) {
  let text = ''
  for await (const piece of pieces) text += piece
  return text
}

/** Parses a table as a spreadsheet does. */
function readCsv(text: string): string[][] {
  const rows: string[][] = [[]]
  for (const [, quoted, plain, end] of text.matchAll(/(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n|$)/g)) {
    rows.at(-1)!.push(quoted?.replaceAll('""', '"') ?? plain ?? '')
    if (end === '\r\n') rows.push([])
    if (end === '') break
  }
  return rows.filter((row) => row.length > 1)
}

async function namesIn(client: Client) {
  const [header, ...rows] = readCsv((await whole(await client.sends.export({}))).slice(1))
  return rows.map((row) => row[header!.indexOf('Gift')])
}

describe('exporting as CSV', () => {
  it('is a table with a byte order mark, a header and the oldest send first', async () => {
    const { client, rose, post, ends } = await setupRoom()
    await ends((await rose({ count: 10 })).id)
    await ends((await post('你好, "all"')).id)
    const text = await whole(await client.sends.export({ format: 'csv' }))
    expect(text.startsWith('\uFEFFPressed,')).toBe(true)
    const [header, gift, message] = readCsv(text.slice(1))
    const cell = (row: string[] | undefined, name: string) => row?.[header!.indexOf(name)]
    expect(cell(gift, 'Gift')).toBe('Rose')
    expect(cell(gift, 'Gift id')).toBe('rose')
    expect(cell(gift, 'Count')).toBe('10')
    expect(cell(gift, 'State')).toBe('delivered')
    expect(cell(gift, 'What happened')).toBe('Delivered.')
    expect(cell(message, 'Text')).toBe('你好, "all"')
    expect(cell(message, 'What')).toBe('announcement')
    expect(readCsv(text.slice(1))).toHaveLength(3)
  })

  it.each([
    '=1+1',
    '+1',
    '-1',
    '@SUM(A1)',
    '\t=1',
    '=HYPERLINK("http://a.test";"x")',
    ' =1',
    '\u00a0\u3000+1',
    '\n=cmd',
    '\r-1',
    '\r\n@a',
    '\u200b=1',
    '\ufeff=1',
    '＝1',
    "'=1",
    "''+1",
  ])('writes %j so that a spreadsheet takes it as text', async (formula) => {
    const { client, post, ends } = await setupRoom()
    await ends((await post(formula)).id)
    const text = await whole(await client.sends.export({}))
    const [header, row] = readCsv(text.slice(1))
    expect(row![header!.indexOf('Text')]).toBe(`'${formula}`)
  })

  it.each(['Goal reached!\nThank you all', 'a\rb', 'a\r\nb', 'hello\n=cmd', '"\n",', '\r'])(
    'keeps %j in one cell of one row',
    async (lines) => {
      const { client, post, ends } = await setupRoom()
      await ends((await post(lines)).id)
      const [header, ...rows] = readCsv((await whole(await client.sends.export({}))).slice(1))
      expect(rows).toHaveLength(1)
      expect(rows[0]).toHaveLength(header!.length)
      expect(rows[0]![header!.indexOf('Text')]!.replace(/^'/, '')).toBe(lines)
    },
  )

  it('is in Chinese if the host uses Chinese', async () => {
    const { client, rose, ends } = await setupRoom()
    await ends((await rose()).id)
    const [header, row] = readCsv((await whole(await client.sends.export({ language: 'zh-CN' }))).slice(1))
    expect(row![header!.indexOf('状态')]).toBe('已送达')
  })

  it('of nothing is a table without rows', async () => {
    const { client } = await setupRoom()
    expect(readCsv((await whole(await client.sends.export({ kind: 'gift' }))).slice(1))).toHaveLength(1)
    expect(await whole(await client.sends.export({ format: 'json' }))).toBe('[\n]\n')
  })
})

describe('exporting as JSON', () => {
  it('contains every receipt that passes the filter, even 520 of them, oldest first', async () => {
    const { client, rose, game, ends } = await setupRoom({ room: { limits: { expireAfterMs: 0 } } })
    const sent = await Promise.all(Array.from({ length: 520 }, () => rose()))
    const other = await game()
    for (const { id } of [...sent, other]) await ends(id)
    const text = await whole(await client.sends.export({ format: 'json', vendor: 'tencent' }))
    const receipts = JSON.parse(text) as Receipt[]
    expect(receipts.map(({ id }) => id)).toEqual(sent.toSorted((a, b) => a.seq - b.seq).map(({ id }) => id))
    expect(receipts[0]).toEqual(await client.sends.get({ id: receipts[0]!.id }))
  })
})

describe('exporting over HTTP', () => {
  it('returns the file itself, with its name and type', async () => {
    const vendors = await makeVendors()
    const server = await startTestServer()
    await server.api('PUT', '/room', { body: roomAt(vendors) })
    const { rose, ends } = actionsOf(server.client)
    await ends((await rose()).id)
    const csv = await server.api('GET', '/sends/export?state=delivered,refused')
    expect(csv.status).toBe(200)
    expect(csv.headers['content-type']).toBe('text/csv; charset=utf-8')
    expect(csv.headers['content-disposition']).toBe('attachment; filename="giftdeck-sends.csv"')
    expect(readCsv(csv.text.slice(1))).toHaveLength(2)
    const json = await server.api('GET', '/sends/export?format=json&state[]=delivered&kind=gift')
    expect(json.headers['content-type']).toBe('application/json; charset=utf-8')
    expect(json.json).toHaveLength(1)
    expect((await server.api('GET', '/sends/export?format=json&kind=announcement')).json).toEqual([])
  })

  it('names the invalid field, and what it accepts', async () => {
    const server = await startTestServer()
    const wrong = async (query: string) => (await server.api('GET', `/sends/export?${query}`)).json
    expect(await wrong('format=xlsx')).toMatchObject({ code: 'BAD_REQUEST', message: 'format: must be csv or json' })
    expect((await wrong('state=lost')).message).toContain('state: must be one or more of queued')
    expect((await wrong('since=yesterday')).message).toContain('since: must be a time such as')
    expect((await wrong('colour=red')).data.issues).toEqual([{ field: 'colour', message: 'is not a field here' }])
  })
})

describe('searching', () => {
  it('finds a gift by the name on its key, and refuses a limit that is too high', async () => {
    const { client, rose, ends } = await setupRoom()
    await client.deck.set({ keys: [{ id: 'a', label: 'Golden thing', icon: '🌟', vendor: 'tencent', giftId: 'rose' }] })
    const { id } = await rose()
    await ends(id)
    await ends((await rose({ giftId: 'rocket' })).id)
    const found = await client.sends.search({ text: 'golden' })
    expect(found.items.map((send) => send.id)).toEqual([id])
    expect(found).toMatchObject({ total: 1, next: null })
    expect(await refusal(client.sends.search({ limit: 5_000 }))).toMatchObject({ code: 'BAD_REQUEST' })
  })
})

describe('the name of a gift', () => {
  const golden = { id: 'a', label: 'Golden thing', icon: '🌟', vendor: 'tencent', giftId: 'rose' } as const
  const tencent = { vendor: 'tencent', giftId: 'rose' } as const
  const both = {
    id: 'b',
    label: 'Both at once',
    icon: '🎁',
    gifts: [tencent, { vendor: 'zego', giftId: 'rose' } as const],
  }

  it('is that of its key at the press, whatever happens to the key', async () => {
    const { client, rose, ends } = await setupRoom()
    await client.deck.set({ keys: [golden] })
    const { id } = await rose()
    expect(await ends(id)).toMatchObject({ giftName: 'Golden thing', giftIcon: '🌟' })
    await client.deck.set({ pages: [{ id: 'p', name: '', keys: [both] }] })
    const again = await client.sends.again({ id })
    expect(await ends(again.id)).toMatchObject({ giftName: 'Golden thing', giftIcon: '🌟' })
    expect((await client.sends.search({ text: 'golden' })).total).toBe(2)
    expect((await client.sends.search({ text: 'both' })).total).toBe(0)
    expect(await namesIn(client)).toEqual(['Golden thing', 'Golden thing'])
  })

  it('is never that of a key that has another gift too', async () => {
    const { client, rose, game, ends } = await setupRoom()
    await client.deck.set({ pages: [{ id: 'p', name: '', keys: [both] }] })
    expect(await ends((await rose()).id)).not.toHaveProperty('giftName')
    await ends((await game()).id)
    expect((await client.sends.search({ text: 'both' })).total).toBe(0)
    expect(await namesIn(client)).toEqual(['rose', 'rose'])
  })

  it('comes from the deck of its own room only, if none was stored', async () => {
    const { client, vendors, rose, ends } = await setupRoom()
    await client.deck.set({ keys: [] })
    await ends((await rose()).id)
    await client.deck.set({ keys: [golden] })
    expect((await client.sends.search({ text: 'golden' })).total).toBe(1)
    expect(await namesIn(client)).toEqual(['Golden thing'])
    await client.room.set(roomAt(vendors, { name: 'Another room' }))
    await client.deck.set({ keys: [golden] })
    expect((await client.sends.search({ text: 'golden' })).total).toBe(0)
    expect(await namesIn(client)).toEqual(['rose'])
  })
})
