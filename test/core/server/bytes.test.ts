import { beforeEach, describe, expect, it } from 'vitest'
import type { Sandbox } from '../../../electron/core/sandbox/start-sandbox.ts'
import { contract } from '../../../shared/contract/index.ts'
import { makeVendors, roomAt } from '../../support/make-app.ts'
import { until } from '../../support/until.ts'
import { startTestServer, type TestServer } from './start-test-server.ts'
import { openRpcSocket } from './raw-connections.ts'

const json = { 'content-type': 'application/json' }
const post = (server: TestServer, rawBody: Buffer | string, type = 'application/json', route = '/announcements') =>
  server.api('POST', route, { rawBody, headers: { 'content-type': type } })

/** "你好" as a Chinese Windows writes it. */
const gbk = Buffer.from([0xc4, 0xe3, 0xba, 0xc3])
const around = (bytes: Buffer) => Buffer.concat([Buffer.from('{"text":"'), bytes, Buffer.from('"}')])
const notUtf8: [string, Buffer][] = [
  ['GBK', around(gbk)],
  ['Latin-1', around(Buffer.from('é', 'latin1'))],
  ['a lone continuation byte', around(Buffer.from([0x80]))],
  ['a character that is cut off', around(Buffer.from('礼').subarray(0, 2))],
  ['half a pair of surrogates', around(Buffer.from([0xed, 0xa0, 0x80]))],
  ['an overlong form', around(Buffer.from([0xc0, 0xaf]))],
  ['UTF-16 with its mark', Buffer.from('\uFEFF{"text":"Hi"}', 'utf16le')],
  ['UTF-16 without its mark', Buffer.from('{"text":"Hi"}', 'utf16le')],
]

describe('the bytes of a body', () => {
  let vendors: Sandbox
  let server: TestServer
  beforeEach(async () => {
    vendors = await makeVendors()
    server = await startTestServer()
    await server.api('PUT', '/room', { body: roomAt(vendors) })
  })

  it.each(notUtf8)('that are %s are refused with the field body, and nothing is sent', async (_, bytes) => {
    expect(await post(server, bytes)).toMatchObject({
      status: 400,
      json: { code: 'BAD_REQUEST', message: expect.stringMatching(/^body: /), data: { issues: [{ field: 'body' }] } },
    })
    expect((await server.api('GET', '/sends')).json.items).toEqual([])
  })

  it.each(['gbk', 'GB18030', 'utf-16', 'iso-8859-1', '"gbk"', 'us-ascii'])('are not read as %s', async (charset) => {
    const type = `application/json; charset=${charset}`
    expect(await post(server, '{"text":"Hi"}', type)).toMatchObject({
      status: 400,
      json: { data: { issues: [{ field: 'body' }] } },
    })
  })

  it('are refused on every route that has a body', async () => {
    const calls = Object.values(contract).flatMap((group) => Object.values(group))
    for (const call of calls) {
      const { method = '', path = '' } = call['~orpc'].route
      if (method === 'GET') continue
      const asked = { rawBody: around(gbk), headers: json }
      const { status, json: answer } = await server.api(method, path.replace(/\{[^}]+\}/g, 'some'), asked)
      expect([method, path, status, answer.data?.issues[0].field]).toEqual([method, path, 400, 'body'])
    }
  })

  it.each([
    'APPLICATION/JSON',
    'Application/Json; Charset=UTF-8',
    'application/json;charset="utf-8"',
    'application/json ; charset=utf8; profile=x',
  ])('are JSON as %s', async (type) => {
    expect((await post(server, '\uFEFF{"text":"礼物 🎁"}', type)).status).toBe(202)
  })

  it.each([
    ['lists', '['.repeat(3_000) + ']'.repeat(3_000)],
    ['objects', '{"a":'.repeat(3_000) + '1' + '}'.repeat(3_000)],
    ['lists without an end', '['.repeat(400_000)],
  ])('are refused if %s are nested thousands deep, on both transports', async (_, deep) => {
    expect(await post(server, `{"text":"Hi","extensionInfo":${deep}}`)).toMatchObject({
      status: 400,
      json: { data: { issues: [{ field: 'body' }] } },
    })
    if (deep.endsWith('[')) return
    const connection = await openRpcSocket(server)
    connection.socket.send(
      `{"i":"1","p":{"u":"/announcements/post","b":{"json":{"text":"Hi","extensionInfo":${deep}}}}}`,
    )
    expect(await connection.answerTo('1')).toMatchObject({ status: 400, body: { code: 'BAD_REQUEST' } })
    expect((await server.api('GET', '/sends')).json.items).toEqual([])
  })

  it('may be nested 150 lists deep, and arrive unchanged', async () => {
    const deep = '['.repeat(150) + '1' + ']'.repeat(150)
    const { json: sent } = await post(server, `{"text":"Hi","extensionInfo":${deep}}`)
    await until(async () => (await server.api('GET', `/sends/${sent.id}`)).json.state === 'delivered')
    expect((await vendors.recording()).tencent.messages.at(-1)!.extensionInfo).toBe(deep)
  })

  it.each(['{"id":9007199254740993}', '[0.1000000000000000055511151231257827]', '1e400', '-0', '12345678901234567890'])(
    "keep the caller's digits in extensionInfo, on both transports: %s",
    async (digits) => {
      await post(server, `{"text":"Hi","extensionInfo":${digits}}`)
      const connection = await openRpcSocket(server)
      connection.socket.send(
        `{"i":"1","p":{"u":"/announcements/post","b":{"json":{"text":"Hi","extensionInfo":${digits}}}}}`,
      )
      expect(await connection.answerTo('1')).toMatchObject({ status: 200 })
      const messages = await until(async () => {
        const { messages: posted } = (await vendors.recording()).tencent
        return posted.length === 2 ? posted : null
      })
      expect(messages.map(({ extensionInfo }) => extensionInfo)).toEqual([digits, digits])
    },
  )

  it.each(['{"a":1.50,"b":1e2}', '{"a":0.1,"b":[1.0]}'])(
    'are written as JSON.stringify writes them if that changes no number: %s',
    async (text) => {
      await post(server, `{"text":"Hi","extensionInfo":${text}}`)
      const [message] = await until(async () => {
        const { messages } = (await vendors.recording()).tencent
        return messages.length === 1 ? messages : null
      })
      expect(message!.extensionInfo).toBe(JSON.stringify(JSON.parse(text)))
    },
  )
})
