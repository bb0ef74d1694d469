import type { AddressInfo, Server, Socket } from 'node:net'
import { onTestFinished } from 'vitest'

/** Listens on a free port of this machine until the test is over, whatever is still connected then. */
export async function listen(server: Server, onConnection: () => void = () => {}): Promise<number> {
  const sockets = new Set<Socket>()
  server.on('connection', (socket) => {
    onConnection()
    sockets.add(socket)
    socket.on('error', () => {})
  })
  server.on('tlsClientError', () => {})
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => {
    for (const socket of sockets) socket.destroy()
    server.close()
  })
  return (server.address() as AddressInfo).port
}
