import type { ServerResponse } from 'node:http'
import { once } from 'node:events'
import type { App } from '../app.ts'
import { toCallError } from '../errors/call-errors.ts'
import type { SendBacklog } from '../events/send-backlog.ts'
import type { Timer } from '../ports.ts'
import type { Transport } from './transport.ts'

/**
 * Sends the events to programs, over HTTP and over a plain WebSocket. oRPC could do it too, but it would validate,
 * serialise and encode each event anew for each program.
 */

interface Listener {
  /** The id of the last event that the program has. */
  after: string | undefined
  unsent: SendBacklog
  signal: AbortSignal
}

/** Sends server-sent events until the client has gone. */
export async function serveServerSentEvents(app: App, response: ServerResponse, of: Omit<Listener, 'signal'>) {
  const { clock, policy } = app.ports
  const closed = new AbortController()
  response.once('close', () => closed.abort())
  response.writeHead(200, { 'content-type': 'text/event-stream' })
  // A comment begins the answer, since some programs see an answer only once it has a body.
  const comment = () => {
    response.write(': \n\n')
    timer = clock.setTimeout(comment, policy.events.commentEveryMs)
  }
  let timer: Timer | undefined
  comment()
  try {
    for await (const { id, json } of app.eventStream.watchJson(of.after, closed.signal, of.unsent))
      if (!response.write(`event: message\nid: ${id}\ndata: ${json}\n\n`))
        await once(response, 'drain', { signal: closed.signal })
  } catch (error) {
    if (closed.signal.aborted) return
    const { code, message } = toCallError(error, { log: app.log, random: app.ports.random })
    response.write(`event: error\ndata: ${JSON.stringify({ code, message })}\n\n`)
  } finally {
    if (timer !== undefined) clock.clearTimeout(timer)
    response.end()
  }
}

/** Sends each event as one JSON text with an `id` added. Messages from the client are ignored. */
export async function serveEventTexts(app: App, transport: Pick<Transport, 'send'>, of: Listener): Promise<void> {
  for await (const { id, json } of app.eventStream.watchJson(of.after, of.signal, of.unsent))
    await transport.send(`{"id":"${id}",${json.slice(1)}`)
}
