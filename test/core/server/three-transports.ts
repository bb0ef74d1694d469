import { serveWindow } from '../../../electron/core/server/window-transport.ts'
import { createWindowPort } from '../../../electron/main/window-port.ts'
import { until } from '../../support/until.ts'
import type { TestServer } from './start-test-server.ts'
import { called, openLine } from './raw-connections.ts'

export interface Through {
  door: string
  isTaken: boolean
  isRefused: boolean
  id: string
}

/** The window's port as the desktop serves it, used directly. */
function openWindow({ app }: TestServer) {
  const answers = new Map<string, { status: number; id: string }>()
  const port = createWindowPort((text) => {
    const { i, p } = JSON.parse(text) as { i: string; p?: { s?: number; b?: { json?: { id?: string } } } }
    answers.set(i, { status: p?.s ?? 200, id: p?.b?.json?.id ?? '' })
  })
  serveWindow(app, port)
  return async (id: string, path: string, input: unknown) => {
    port.receive(called(id, path, input))
    return until(() => answers.get(id))
  }
}

/** One call after the other, each through the next transport: HTTP, the WebSocket of programs, the window. */
export async function openThreeDoors(host: TestServer) {
  const connection = await openLine(host)
  const window = openWindow(host)
  let count = 0
  return async (of: { route: string; path: string; input: unknown }): Promise<Through> => {
    const nth = count++
    const id = String(nth)
    if (nth % 3 === 0) {
      const { status, json } = await host.api('POST', of.route, { body: of.input })
      return { door: 'HTTP', isTaken: status === 202, isRefused: status === 400, id: (json as { id: string }).id }
    }
    const isWindow = nth % 3 === 1
    if (!isWindow) connection.call(id, of.path, of.input)
    const { status, id: made } = isWindow
      ? await window(id, of.path, of.input)
      : await connection
          .answerTo(id)
          .then(({ status, body }) => ({ status, id: (body as { id?: string } | undefined)?.id ?? '' }))
    return { door: isWindow ? 'window' : 'WebSocket', isTaken: status === 200, isRefused: status === 400, id: made }
  }
}
