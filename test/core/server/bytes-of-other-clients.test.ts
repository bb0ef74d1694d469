import { beforeEach, describe, expect, it } from 'vitest'
import type { Sandbox } from '../../../electron/core/sandbox/start-sandbox.ts'
import { shownInPowerShell } from '../../support/control-api-page.ts'
import { makeVendors, roomAt } from '../../support/make-app.ts'
import { until } from '../../support/until.ts'
import { startTestServer, type TestServer } from './start-test-server.ts'
import { openSocket } from './raw-connections.ts'

/** Each client's headers, byte for byte; the body follows in a packet of its own. */
const heads = {
  'Windows PowerShell 5.1': [
    'POST /api/v1/{route} HTTP/1.1',
    'Authorization: Bearer {token}',
    'User-Agent: Mozilla/5.0 (Windows NT; Windows NT 10.0; zh-CN) WindowsPowerShell/5.1.22621.4391',
    'Content-Type: {type}',
    'Host: {host}',
    'Content-Length: {length}',
    'Expect: 100-continue',
    'Connection: Keep-Alive',
  ],
  'PowerShell 7': [
    'POST /api/v1/{route} HTTP/1.1',
    'Host: {host}',
    'User-Agent: Mozilla/5.0 (Windows NT 10.0; Microsoft Windows 10.0.22631; zh-CN) PowerShell/7.4.6',
    'Accept-Encoding: gzip, deflate, br',
    'Authorization: Bearer {token}',
    'Content-Type: {type}',
    'Content-Length: {length}',
  ],
  "Java's HttpClient": [
    'POST /api/v1/{route} HTTP/1.1',
    'Connection: Upgrade, HTTP2-Settings',
    'Content-Length: {length}',
    'Host: {host}',
    'HTTP2-Settings: AAEAAEAAAAIAAAABAAMAAABkAAQBAAAAAAUAAEAA',
    'Upgrade: h2c',
    'User-Agent: Java-http-client/17.0.15',
    'Authorization: Bearer {token}',
    'Content-Type: {type}',
  ],
}
type Client = keyof typeof heads
const clients = Object.keys(heads) as Client[]

interface Request {
  route: string
  body: Buffer
  type?: string
  host?: string
}

async function sendAs(client: Client, { port, token }: TestServer, request: Request) {
  const { route, body, type = 'application/json', host = '127.0.0.1' } = request
  const { socket, text, statuses } = await openSocket(port)
  const filled: Record<string, string> = { route, token, type, host: `${host}:${port}`, length: String(body.length) }
  const head = heads[client].map((line) => line.replace(/\{(\w+)\}/, (_, name: string) => filled[name]!))
  socket.setNoDelay(true).write(`${head.join('\r\n')}\r\n\r\n`)
  // 5.1 waits for the 100 and sends the body anyway after a third of a second; the others do not ask.
  if (head.includes('Expect: 100-continue')) await until(() => statuses().length > 0)
  else await new Promise((resolve) => setImmediate(resolve))
  socket.write(body)
  const final = await until(() => statuses().find((status) => status !== 100))
  const answer = await until(() => /\{.*\}/s.exec(text().split('\r\n\r\n').slice(1).join('\n'))?.[0])
  return { status: final, asked: statuses()[0] === 100, json: JSON.parse(answer) as ReturnType<typeof JSON.parse> }
}

const json = (value: unknown, encoding: BufferEncoding = 'utf8') => Buffer.from(JSON.stringify(value), encoding)
const gift = shownInPowerShell()

describe('the bytes of clients that may not be installed here', () => {
  let vendors: Sandbox
  let server: TestServer
  beforeEach(async () => {
    vendors = await makeVendors()
    server = await startTestServer()
    await server.api('PUT', '/room', { body: roomAt(vendors) })
  })
  const texts = async () => (await vendors.recording()).tencent.messages.map(({ text }) => text)
  const isDelivered = (id: string) =>
    until(async () => (await server.api('GET', `/sends/${id}`)).json.state === 'delivered')

  it.each(clients.flatMap((client) => ['127.0.0.1', 'localhost'].map((host) => [client, host] as const)))(
    'fire a first gift as %s sends it to %s',
    async (client, host) => {
      const { status, asked, json: sent } = await sendAs(client, server, { route: 'gifts', ...gift, host })
      expect([status, asked]).toEqual([202, client === 'Windows PowerShell 5.1'])
      await isDelivered(sent.id)
      expect((await vendors.recording()).tencent.gifts).toHaveLength(1)
    },
  )

  it.each(clients)('post Chinese text that %s sends in UTF-8, with the charset named', async (client) => {
    const [body, type] = [json({ text: '谢谢大家的礼物' }), 'application/json; charset=utf-8']
    const { status, json: sent } = await sendAs(client, server, { route: 'announcements', body, type })
    expect(status).toBe(202)
    await isDelivered(sent.id)
    expect(await texts()).toEqual(['谢谢大家的礼物'])
  })

  it.each([
    ['Latin-1, its own choice', json({ text: 'Merci à tous' }, 'latin1'), 'application/json'],
    ['Latin-1, named so', json({ text: 'Merci à tous' }, 'latin1'), 'application/json; charset=iso-8859-1'],
    ['GBK', Buffer.concat([Buffer.from('{"text":"'), gbk(), Buffer.from('"}')]), 'application/json'],
  ])('are refused with the field body if Windows PowerShell 5.1 writes %s', async (_, body, type) => {
    const { status, json: answer } = await sendAs('Windows PowerShell 5.1', server, {
      route: 'announcements',
      body,
      type,
    })
    expect([status, answer.code, answer.data.issues[0].field]).toEqual([400, 'BAD_REQUEST', 'body'])
    expect((await server.api('GET', '/sends')).json.items).toEqual([])
  })
})

/** 谢谢大家, as `[Text.Encoding]::Default.GetBytes` gives it on a Chinese Windows. */
function gbk() {
  return Buffer.from([0xd0, 0xbb, 0xd0, 0xbb, 0xb4, 0xf3, 0xbc, 0xd2])
}
