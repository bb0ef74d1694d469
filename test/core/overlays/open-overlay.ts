import { onTestFinished } from 'vitest'
import { WebSocket } from 'ws'
import type { OverlayAlert, OverlayMessage, OverlayView } from '../../../shared/contract/overlays.ts'
import { until } from '../../support/until.ts'
import type { TestServer } from '../server/start-test-server.ts'

/** An overlay as its page receives it. */
export interface OpenOverlay {
  /** What it shows now; undefined before the first message. */
  view: () => OverlayView | null | undefined
  alerts: OverlayAlert[]
  /** The last `at`, with which the page connects again. */
  at: () => string
  isOpen: () => boolean
  /** Ends the connection as a lost line does. */
  drop(): void
  shows: (wanted: (view: OverlayView | null | undefined) => boolean) => Promise<unknown>
}

/** Connects as the page of an overlay does: with its token as a subprotocol. */
export function openOverlay({ port }: TestServer, token: string, after?: string): OpenOverlay {
  const query = after === undefined ? '' : `?after=${after}`
  const socket = new WebSocket(`ws://127.0.0.1:${port}/overlay/events${query}`, ['giftdeck', `token.${token}`])
  onTestFinished(() => socket.terminate())
  let view: OverlayView | null | undefined
  let at = after ?? '0'
  const alerts: OverlayAlert[] = []
  socket.on('error', () => {})
  socket.on('message', (data: Buffer) => {
    const message = JSON.parse(data.toString('utf8')) as OverlayMessage
    at = message.at
    if (message.kind === 'view') view = message.view
    else alerts.push(message.alert)
  })
  return {
    view: () => view,
    alerts,
    at: () => at,
    isOpen: () => socket.readyState === WebSocket.OPEN,
    drop: () => socket.terminate(),
    shows: (wanted) => until(() => wanted(view)),
  }
}

/** Resolves to the HTTP status that refuses the WebSocket, or to 101. */
export const upgradeStatus = (port: number, target: string, token: string) =>
  new Promise<number>((resolve, reject) => {
    const socket = new WebSocket(`ws://127.0.0.1:${port}${target}`, ['giftdeck', `token.${token}`])
    socket.on('open', () => {
      socket.terminate()
      resolve(101)
    })
    socket.on('unexpected-response', (_, response) => resolve(response.statusCode!))
    socket.on('error', reject)
  })
