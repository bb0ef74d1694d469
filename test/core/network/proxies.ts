import { createServer as createHttp, type IncomingMessage } from 'node:http'
import { createServer as createHttps } from 'node:https'
import { connect, createServer as createTcp, type Socket } from 'node:net'
import { listen } from './listen.ts'

interface Asked {
  target: string
  authorization: string | undefined
}

export interface TestProxy {
  port: number
  /** Every CONNECT, as the proxy received it. */
  asked: Asked[]
}

interface Behaviour {
  /** Where every tunnel ends, whatever name is requested. */
  to: number
  /** Answers a CONNECT with this instead of opening a tunnel. */
  refuse?: (request: IncomingMessage) => string | undefined
  /** The proxy accepts a CONNECT and never answers. */
  neverAnswers?: boolean
  /** Accepts TLS itself. */
  identity?: { cert: string; key: string }
  /** Gets the tunnel's two ends. */
  onTunnel?: (client: Socket, vendor: Socket) => void
}

/** Starts a real proxy on this machine that speaks HTTP CONNECT. */
export async function httpProxy(behaviour: Behaviour): Promise<TestProxy> {
  const asked: Asked[] = []
  const server = behaviour.identity ? createHttps(behaviour.identity) : createHttp()
  server.on('connect', (request, client) => {
    asked.push({ target: request.url ?? '', authorization: request.headers['proxy-authorization'] })
    client.on('error', () => {})
    if (behaviour.neverAnswers) return
    const refusal = behaviour.refuse?.(request)
    if (refusal !== undefined) return void client.end(refusal)
    pipe(client as Socket, behaviour)
  })
  return { port: await listen(server), asked }
}

export const refusal = (status: string, headers = '') => `HTTP/1.1 ${status}\r\n${headers}Content-Length: 0\r\n\r\n`

function pipe(
  client: Socket,
  { to, onTunnel }: Behaviour,
  hello: string | Buffer = 'HTTP/1.1 200 Connection established\r\n\r\n',
) {
  const vendor = connect(to, '127.0.0.1', () => {
    client.write(hello)
    client.pipe(vendor).pipe(client)
    onTunnel?.(client, vendor)
  })
  vendor.on('error', () => client.destroy())
  client.on('error', () => vendor.destroy())
  client.on('close', () => vendor.destroy())
}

/** Starts a SOCKS5 proxy: one CONNECT per connection, with a user name or without (RFC 1928 and 1929). */
export async function socksProxy(of: Behaviour & { user?: string; reply?: number }): Promise<TestProxy> {
  const asked: Asked[] = []
  const server = createTcp((client) => {
    client.on('error', () => {})
    let authorization: string | undefined
    const greet = (data: Buffer) => {
      const methods = [...data.subarray(2)]
      if (of.user === undefined) client.write(Buffer.from([5, 0]))
      else if (!methods.includes(2)) return void client.end(Buffer.from([5, 0xff]))
      else client.write(Buffer.from([5, 2]))
      client.once('data', of.user === undefined ? open : signIn)
    }
    const signIn = (data: Buffer) => {
      authorization = data.subarray(2, 2 + data[1]!).toString()
      const right = authorization === of.user
      client.write(Buffer.from([1, right ? 0 : 1]))
      if (right) client.once('data', open)
    }
    const open = (data: Buffer) => {
      const length = data[4]!
      asked.push({ target: `${data.toString('utf8', 5, 5 + length)}:${data.readUInt16BE(5 + length)}`, authorization })
      const answer = Buffer.from([5, of.reply ?? 0, 0, 1, 127, 0, 0, 1, 0, 0])
      if (of.reply) return void client.end(answer)
      pipe(client, of, answer)
    }
    client.once('data', greet)
  })
  return { port: await listen(server), asked }
}
