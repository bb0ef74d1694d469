import { createServer } from 'node:http'
import type { AddressInfo, Socket } from 'node:net'
import path from 'node:path'
import { type WebSocket, WebSocketServer } from 'ws'
import { createPage } from '../../electron/core/server/static-files.ts'
import { policy } from '../../electron/core/policy.ts'
import { sampleView } from './overlay-view.ts'
import type { OverlayAlert, OverlayMessage, OverlayView } from '../../shared/contract/overlays.ts'

const builtPage = path.resolve(import.meta.dirname, '../../out/renderer')

export const overlayToken = 'overlay-of-a-test'

/**
 * Serves the built page with the server's own code, and plays the stream of an overlay by hand: the test says what
 * comes and when a connection ends. It keeps every alert, as the core does, for an overlay that connects again.
 */
export async function startOverlayServer({ pageDir = builtPage, firstAt = 1 } = {}) {
  let view: OverlayView | null = sampleView()
  let at = firstAt
  let isClosed = false
  const alerts: (OverlayMessage & { kind: 'alert' })[] = []
  const page = createPage(pageDir, policy.server)
  const server = createServer((request, response) =>
    page(request, response, (status) => response.writeHead(status).end()),
  )
  const sockets = new WebSocketServer({
    noServer: true,
    handleProtocols: (offered) => (offered.has('giftdeck') ? 'giftdeck' : false),
  })
  /** When each upgrade was asked for, and from which place. */
  const asked: { time: number; after: string | null; wasRefused: boolean }[] = []
  const send = (client: WebSocket, message: OverlayMessage) => client.send(JSON.stringify(message))

  server.on('upgrade', (request, socket, head) => {
    socket.on('error', () => socket.destroy())
    const { pathname, searchParams } = new URL(request.url!, 'http://localhost')
    const after = searchParams.get('after')
    const offered = request.headers['sec-websocket-protocol'] ?? ''
    const wasRefused = isClosed || pathname !== '/overlay/events' || !offered.includes(`token.${overlayToken}`)
    asked.push({ time: performance.now(), after, wasRefused })
    if (wasRefused) return void (socket as Socket).end('HTTP/1.1 401 Unauthorized\r\nConnection: close\r\n\r\n')
    sockets.handleUpgrade(request, socket as Socket, head, (client) => {
      send(client, { kind: 'view', at: String(at), view })
      if (after === null) return
      for (const alert of alerts) if (Number(alert.at) > Number(after)) send(client, alert)
    })
  })
  const port = await new Promise<number>((resolve) =>
    server.listen(0, '127.0.0.1', () => resolve((server.address() as AddressInfo).port)),
  )
  const origin = `http://127.0.0.1:${port}`
  const publish = (message: OverlayMessage) => {
    for (const client of sockets.clients) send(client, message)
  }

  return {
    origin,
    address: `${origin}/overlay#token=${overlayToken}`,
    asked,
    show(next: OverlayView | null) {
      view = next
      publish({ kind: 'view', at: String(++at), view })
    },
    alert(alert: OverlayAlert) {
      const message = { kind: 'alert' as const, at: String(++at), alert }
      alerts.push(message)
      publish(message)
    },
    /** Sends a message again, or one that no contract knows. */
    sendRaw(text: string) {
      for (const client of sockets.clients) client.send(text)
    },
    get sentAlerts(): readonly OverlayMessage[] {
      return alerts
    },
    /** Ends every connection without a word, as a killed process does. */
    drop() {
      for (const client of sockets.clients) client.terminate()
    },
    /** Refuses every new connection from now on, or takes them again. */
    refuse(refused: boolean) {
      isClosed = refused
    },
    get openCount() {
      return sockets.clients.size
    },
    async end() {
      for (const client of sockets.clients) client.terminate()
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

export type OverlayServer = Awaited<ReturnType<typeof startOverlayServer>>
