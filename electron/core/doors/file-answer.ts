import { ReadableStream } from 'node:stream/web'

/** What the OpenAPI handler hands through its interceptors, as far as it matters here. */
export interface Passing<Answer> {
  request: { url: URL; method: string; signal?: AbortSignal | undefined }
  next: () => Promise<Answer>
}

export interface Answer {
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
