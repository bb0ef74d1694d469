import { createServer as createHttp, type RequestListener } from 'node:http'
import { createServer as createTcp, type AddressInfo, type Server, type Socket } from 'node:net'
import { onTestFinished } from 'vitest'

/** Listens on a free port of this machine and returns it. */

async function listen(server: Server): Promise<number> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return (server.address() as AddressInfo).port
}

export async function httpServer(handle: RequestListener): Promise<URL> {
  const server = createHttp(handle)
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  return new URL(`http://127.0.0.1:${await listen(server)}/call?usersig=x`)
}

/** Starts a server that answers with raw bytes. `onRequest` runs once a whole request has arrived. */
export async function rawServer(onRequest: (socket: Socket, request: { text: string; nth: number }) => void) {
  const sockets = new Set<Socket>()
  const requests: string[] = []
  const server = createTcp((socket) => {
    sockets.add(socket)
    let text = ''
    let nth = 0
    socket.on('error', () => {})
    socket.on('data', (chunk) => {
      text += chunk.toString('utf8')
      if (!isWhole(text)) return
      nth += 1
      requests.push(text)
      onRequest(socket, { text, nth })
      text = ''
    })
  })
  onTestFinished(() => {
    for (const socket of sockets) socket.destroy()
    server.close()
  })
  const port = await listen(server)
  return { url: new URL(`http://127.0.0.1:${port}/call`), requests, connections: () => sockets.size }
}

function isWhole(text: string): boolean {
  const [head, ...rest] = text.split('\r\n\r\n')
  if (head === undefined || rest.length === 0) return false
  const length = Number(/content-length: (\d+)/i.exec(head)?.[1] ?? 0)
  return Buffer.byteLength(rest.join('\r\n\r\n')) >= length
}

export async function hangUpServer(): Promise<URL> {
  const server = createTcp((socket) => {
    socket.on('error', () => {})
    socket.once('data', () => socket.destroy())
  })
  onTestFinished(() => void server.close())
  return new URL(`http://127.0.0.1:${await listen(server)}/call`)
}

export async function closedPort(): Promise<URL> {
  const server = createTcp()
  const port = await listen(server)
  await new Promise((resolve) => server.close(resolve))
  return new URL(`http://127.0.0.1:${port}/call`)
}

export const response = (body: string, head = '') =>
  `HTTP/1.1 200 OK\r\n${head}Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`
