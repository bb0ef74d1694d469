import { createServer, request, type IncomingMessage } from 'node:http'
import { connect, type AddressInfo } from 'node:net'
import type { Duplex } from 'node:stream'
import { onTestFinished } from 'vitest'

interface Recorded {
  /** When the request arrived, by `performance.now()`. */
  at: number
  route: string
  token: string
  /** Null until it was answered. A WebSocket has no status. */
  status: number | null
}

/** Stands between devices and the host, and records every request and WebSocket that a device begins. */
export async function startRecordingProxy(target: string) {
  const { hostname, port, host } = new URL(target)
  const requests: Recorded[] = []
  const sockets = new Set<Duplex>()
  const keep = (socket: Duplex) => {
    sockets.add(socket)
    socket.on('close', () => sockets.delete(socket)).on('error', () => socket.destroy())
  }
  const record = ({ method, url = '', headers }: IncomingMessage) => {
    const given = headers.authorization ?? headers['sec-websocket-protocol'] ?? ''
    const token = /(?:Bearer |token\.)(\S+)/.exec(given)?.[1] ?? ''
    const recorded: Recorded = { at: performance.now(), route: `${method} ${url}`, token, status: null }
    requests.push(recorded)
    return recorded
  }

  const server = createServer((asked, answered) => {
    const recorded = record(asked)
    const headers = { ...asked.headers, host }
    const onward = request({ hostname, port, method: asked.method, path: asked.url, headers }, (answer) => {
      recorded.status = answer.statusCode ?? null
      answered.writeHead(answer.statusCode!, answer.headers)
      answer.pipe(answered)
    })
    onward.on('error', () => answered.destroy())
    asked.pipe(onward)
  })
  server.on('connection', keep)
  server.on('upgrade', (asked: IncomingMessage, socket: Duplex, head: Buffer) => {
    record(asked)
    const lines = Object.entries({ ...asked.headers, host }).map(([name, value]) => `${name}: ${String(value)}`)
    const onward = connect(Number(port), hostname)
    keep(onward)
    onward.write([`GET ${asked.url} HTTP/1.1`, ...lines, '', ''].join('\r\n'))
    onward.write(head)
    onward.pipe(socket)
    socket.pipe(onward)
    // Each side ends with the other.
    onward.on('close', () => socket.destroy())
    socket.on('close', () => onward.destroy())
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => {
    for (const socket of sockets) socket.destroy()
    server.close()
  })
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    /** The requests of one device, in order. */
    requestsOf: (token: string) => requests.filter((each) => each.token === token),
  }
}
