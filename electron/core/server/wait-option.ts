import { toReceipt, type Send } from '../ledger/send.ts'
import { isRunning } from '../../../shared/domain/send-states.ts'
import type { App } from '../app.ts'
import { badField } from '../errors/call-errors.ts'
import { accepted } from '../ledger/send.ts'
import { findSend } from '../sends/find-send.ts'
import type { Timer } from '../ports.ts'
import { ReadableStream } from 'node:stream/web'

const longestWaitMs = 30_000

/**
 * Implements `?wait=MS` on calls that create sends. The answer is 200 with the receipts once every send has ended, or
 * the usual 202 when the time is over. A client that disconnects cancels nothing. Where too many calls wait already,
 * the answer is an immediate 202.
 */
export function createWaitOption({ deps, ports }: Pick<App, 'deps' | 'ports'>) {
  const { activeSends, clock } = deps
  let waiting = 0
  /** Null where the send was erased meanwhile. */
  const find = (id: string) => findSend(deps, id).catch(() => null)

  /**
   * Resolves with true once all sends have ended; with false when the time is over or the client has disconnected. Adds
   * the sends that ended to `ended`, because reading one from the ledger again costs as much as recording it.
   */
  async function allEnd(
    ids: readonly string[],
    { ms, signal, ended }: { ms: number; signal: AbortSignal | undefined; ended: Map<string, Send> },
  ): Promise<boolean> {
    const { promise, resolve } = Promise.withResolvers<boolean>()
    const open = new Set(ids)
    const end = (send: Send) => {
      if (isRunning(send.state) || !open.delete(send.id)) return
      ended.set(send.id, send)
      if (open.size === 0) resolve(true)
    }
    const stopListening = activeSends.onChange(end)
    const giveUp = () => resolve(false)
    const timer: Timer = clock.setTimeout(giveUp, ms)
    signal?.addEventListener('abort', giveUp)
    waiting++
    try {
      // The states are read after the listener was added. A send that ended in between would otherwise be missed.
      for (const id of ids) {
        if (!open.has(id)) continue
        const send = await find(id)
        if (send) end(send)
        else if (open.delete(id) && open.size === 0) resolve(true)
      }
      return await promise
    } finally {
      waiting--
      stopListening()
      clock.clearTimeout(timer)
      signal?.removeEventListener('abort', giveUp)
    }
  }

  return async <T extends Answer>({ request, next }: InterceptorOptions<T>): Promise<T> => {
    const waitParam = request.method === 'POST' ? request.url.searchParams.get('wait') : null
    const ms = waitParam === null ? 0 : readWait(waitParam)
    const answer = await next()
    const { response } = answer
    if (ms === 0 || response?.status !== 202) return answer
    const made = response.body as { id: string } | { sends: { id: string }[] }
    const ids = 'sends' in made ? made.sends.map(({ id }) => id) : [made.id]
    const mayWait = waiting < ports.policy.server.mostWaitsCount
    const ended = new Map<string, Send>()
    const haveEnded = mayWait && (await allEnd(ids, { ms, signal: request.signal, ended }))
    const found = await Promise.all(ids.map(async (id) => ended.get(id) ?? find(id)))
    const sends = found.filter((send) => send !== null)
    if (sends.length < ids.length) return answer
    const body = sends.map((send) => (haveEnded ? toReceipt(send) : accepted(send)))
    return {
      ...answer,
      response: { ...response, status: haveEnded ? 200 : 202, body: 'sends' in made ? { sends: body } : body[0] },
    }
  }
}

function readWait(text: string): number {
  const ms = Number(text)
  if (/^\d+$/.test(text) && ms <= longestWaitMs) return ms
  throw badField('wait', `must be a whole number of milliseconds from 0 to ${longestWaitMs}`)
}

/** The members of an OpenAPI interceptor's options that are used here. */
interface InterceptorOptions<Answer> {
  request: { url: URL; method: string; signal?: AbortSignal | undefined }
  next: () => Promise<Answer>
}

interface Answer {
  matched: boolean
  response?: { status: number; headers: Record<string, string | string[] | undefined>; body: unknown } | undefined
}

const types = { csv: 'text/csv; charset=utf-8', json: 'application/json; charset=utf-8' }

/**
 * Answers an export with the file itself, in pieces as the ledger reads them. oRPC would make a stream of events of it.
 */
export async function asFile<T extends Answer>({ request: { url }, next }: InterceptorOptions<T>): Promise<T> {
  const answer = await next()
  const { response } = answer
  if (!url.pathname.endsWith('/sends/export') || !response || !isPieces(response.body)) return answer
  const format = url.searchParams.get('format') === 'json' ? 'json' : 'csv'
  const headers = {
    ...response.headers,
    'content-type': types[format],
    'content-disposition': `attachment; filename="giftdeck-sends.${format}"`,
  }
  return { ...answer, response: { ...response, headers, body: ReadableStream.from(encoded(response.body)) } }
}

const isPieces = (body: unknown): body is AsyncIterable<string> =>
  typeof body === 'object' && body !== null && Symbol.asyncIterator in body

async function* encoded(pieces: AsyncIterable<string>) {
  const encoder = new TextEncoder()
  for await (const piece of pieces) yield encoder.encode(piece)
}
