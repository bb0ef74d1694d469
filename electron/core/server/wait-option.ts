import { toReceipt } from '../ledger/send.ts'
import { isRunning } from '../../../shared/domain/send-states.ts'
import type { App } from '../app.ts'
import { badField } from '../errors/call-errors.ts'
import { accepted } from '../ledger/send.ts'
import { findSend } from '../sends/find-send.ts'
import type { Timer } from '../ports.ts'
import { ReadableStream } from 'node:stream/web'

const longestWaitMs = 30_000

/**
 * `?wait=MS` on a call that makes sends: it answers 200 with their receipts once each has ended, else 202 as without it when
 * the time is over. Who hangs up has sent all the same. Past the bound of calls that wait, one answers at once.
 */
export function createWaitOption({ parts, ports }: Pick<App, 'parts' | 'ports'>) {
  const { activeSends, clock } = parts
  let waiting = 0
  /** Null for one that was erased meanwhile. */
  const find = (id: string) => findSend(parts, id).catch(() => null)

  /** True when all have ended, false when the time is over or the caller has gone. */
  async function allEnd(ids: readonly string[], ms: number, signal: AbortSignal | undefined): Promise<boolean> {
    const { promise, resolve } = Promise.withResolvers<boolean>()
    const open = new Set(ids)
    const end = (id: string) => open.delete(id) && open.size === 0 && resolve(true)
    const stopListening = activeSends.onChange(({ id, state }) => void (isRunning(state) || end(id)))
    const leave = () => resolve(false)
    const timer: Timer = clock.setTimeout(leave, ms)
    signal?.addEventListener('abort', leave)
    waiting++
    try {
      // After the listener is there, so that no end falls between the two.
      for (const id of ids) {
        const send = await find(id)
        if (!send || !isRunning(send.state)) end(id)
      }
      return await promise
    } finally {
      waiting--
      stopListening()
      clock.clearTimeout(timer)
      signal?.removeEventListener('abort', leave)
    }
  }

  return async <T extends Answer>({ request, next }: Passing<T>): Promise<T> => {
    const wish = request.method === 'POST' ? request.url.searchParams.get('wait') : null
    const ms = wish === null ? 0 : readWait(wish)
    const answer = await next()
    const { response } = answer
    if (ms === 0 || response?.status !== 202) return answer
    const made = response.body as { id: string } | { sends: { id: string }[] }
    const ids = 'sends' in made ? made.sends.map(({ id }) => id) : [made.id]
    const mayWait = waiting < ports.policy.server.mostWaitsCount
    const haveEnded = mayWait && (await allEnd(ids, ms, request.signal))
    const found = await Promise.all(ids.map(find))
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

/** What the OpenAPI handler hands through its interceptors, as far as it matters here. */
interface Passing<Answer> {
  request: { url: URL; method: string; signal?: AbortSignal | undefined }
  next: () => Promise<Answer>
}

interface Answer {
  matched: boolean
  response?: { status: number; headers: Record<string, string | string[] | undefined>; body: unknown } | undefined
}

const types = { csv: 'text/csv; charset=utf-8', json: 'application/json; charset=utf-8' }

/** Over HTTP an export is the file itself, piece by piece as the ledger gives it, and not a stream of events. */
export async function asFile<T extends Answer>({ request: { url }, next }: Passing<T>): Promise<T> {
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
