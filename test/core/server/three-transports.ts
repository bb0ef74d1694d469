import { serveWindow } from '../../../electron/core/server/window-transport.ts'
import { createWindowPort } from '../../../electron/main/window-port.ts'
import { until } from '../../support/until.ts'
import type { TestServer } from './start-test-server.ts'
import { callText, openRpcSocket } from './raw-connections.ts'

export interface Through {
  transport: string
  isTaken: boolean
  isRefused: boolean
  id: string
}

/** Opens the window's port as the desktop serves it. Calls are written to it directly. */
function openWindow({ app }: TestServer) {
  const answers = new Map<string, { status: number; id: string }>()
  const port = createWindowPort((text) => {
    const { i, p } = JSON.parse(text) as { i: string; p?: { s?: number; b?: { json?: { id?: string } } } }
    answers.set(i, { status: p?.s ?? 200, id: p?.b?.json?.id ?? '' })
  })
  serveWindow(app, port)
  return async (id: string, path: string, input: unknown) => {
    port.receive(callText(id, path, input))
    return until(() => answers.get(id))
  }
}

/** Returns a function that makes each call through the next transport: HTTP, the window, the WebSocket of programs. */
export async function openThreeTransports(server: TestServer) {
  const connection = await openRpcSocket(server)
  const window = openWindow(server)
  let count = 0
  return async (of: { route: string; path: string; input: unknown }): Promise<Through> => {
    const nth = count++
    const id = String(nth)
    if (nth % 3 === 0) {
      const { status, json } = await server.api('POST', of.route, { body: of.input })
      return { transport: 'HTTP', isTaken: status === 202, isRefused: status === 400, id: (json as { id: string }).id }
    }
    const isWindow = nth % 3 === 1
    if (!isWindow) connection.call(id, of.path, of.input)
    const { status, id: made } = isWindow
      ? await window(id, of.path, of.input)
      : await connection
          .answerTo(id)
          .then(({ status, body }) => ({ status, id: (body as { id?: string } | undefined)?.id ?? '' }))
    return {
      transport: isWindow ? 'window' : 'WebSocket',
      isTaken: status === 200,
      isRefused: status === 400,
      id: made,
    }
  }
}
