import { createRouterClient, getEventMeta } from '@orpc/server'
import type { WebSocket } from 'ws'
import type { App } from '../app.ts'
import { doorOptions, type createRouter } from '../router.ts'
import type { LineLike } from './line.ts'
import type { Caller } from './scopes.ts'

/** Of WebSocket's own codes: the other side may come again. */
const tryAgainLater = 1013

/**
 * The events of `GET /events` for programs that read no server-sent events: each as one JSON text, `id` beside its members.
 * What the client writes is not read.
 */
export function serveEvents(
  deps: { app: App; router: ReturnType<typeof createRouter> },
  client: WebSocket,
  line: Pick<LineLike, 'send'>,
  { context, after }: { context: Caller; after: string | undefined },
): void {
  const { app } = deps
  const leaving = new AbortController()
  const calls = createRouterClient(deps.router, { context, ...doorOptions(app) })
  keepAlive(app, client, leaving.signal)
  client.on('close', () => leaving.abort())

  const follow = async () => {
    const events = await calls.events.watch(undefined, {
      signal: leaving.signal,
      ...(after !== undefined && { lastEventId: after }),
    })
    for await (const event of events)
      await line.send(JSON.stringify({ id: getEventMeta(event)?.id ?? String(event.seq), ...event }))
  }
  follow().then(
    () => client.close(),
    (error: Error) => client.close(tryAgainLater, error.message.slice(0, 120)),
  )
}

/** Asks for a sign of life, so that a line whose other side is gone ends. */
function keepAlive({ parts: { clock }, ports: { policy } }: App, client: WebSocket, signal: AbortSignal) {
  let unanswered = 0
  client.on('pong', () => (unanswered = 0))
  const ping = () => {
    if (signal.aborted) return
    if (unanswered >= policy.events.mostUnansweredPingsCount) return client.terminate()
    unanswered++
    client.ping()
    timer = clock.setTimeout(ping, policy.events.pingEveryMs)
  }
  let timer = clock.setTimeout(ping, policy.events.pingEveryMs)
  signal.addEventListener('abort', () => clock.clearTimeout(timer))
}
