import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { afterEffect, beforeEffect, answerJson, answerPage, type HttpExchange } from './connection-faults.ts'
import type { ArrivedRequest, Context, SimulatedVendor } from './context.ts'
import { pipeline } from 'node:stream/promises'
import { Readable } from 'node:stream'
import { gzipSync } from 'node:zlib'
import { setTimeout as sleep } from 'node:timers/promises'

const mostBytes = 8 * 1024 * 1024

/** The body, or null if the client disconnected before the end. A body that is too large reads as ''. */
async function readBody(request: IncomingMessage): Promise<string | null> {
  const chunks: Buffer[] = []
  let size = 0
  try {
    for await (const chunk of request as AsyncIterable<Buffer>) {
      size += chunk.length
      if (size <= mostBytes) chunks.push(chunk)
    }
  } catch {
    return null
  }
  return size > mostBytes ? '' : Buffer.concat(chunks).toString('utf8')
}

/** One loopback server for both vendors: Tencent under /v4/, ZEGO at the root. */
export async function startServer(context: Context, tencent: SimulatedVendor, zego: SimulatedVendor, port: number) {
  const vendorAt = (path: string) => (path.startsWith('/v4') ? tencent : path === '/' ? zego : null)

  const serve = async (incoming: IncomingMessage, response: ServerResponse) => {
    const body = await readBody(incoming)
    if (body === null) return
    const url = new URL(incoming.url ?? '/', 'http://127.0.0.1')
    const contentType = incoming.headers['content-type'] ?? ''
    const request: ArrivedRequest = { method: incoming.method ?? '', url, contentType, body }
    const vendor = vendorAt(url.pathname)
    if (vendor === null) {
      response.writeHead(404).end()
      return
    }
    const call = vendor.callOf(request)
    context.record.called(call)
    const exchange = { context, call, vendor, response }
    if ((await beforeEffect(exchange)) === 'answered') return
    const answer = await vendor.answer(request)
    const finalAnswer = await afterEffect(exchange, answer)
    if (finalAnswer !== null) await writeAnswer(exchange, finalAnswer)
  }

  const server = createServer((request, response) => {
    serve(request, response).catch((error: unknown) => {
      // Record the error, so that a test does not mistake a bug of the simulator for a fault of the vendor.
      context.record.malformed('sandbox', `the sandbox itself failed: ${String(error)}`, request.url ?? '')
      response.destroy()
    })
  })
  // Longer than the client's keep-alive time. Otherwise a reused connection could be reset without a fault.
  server.keepAliveTimeout = 120_000
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, '127.0.0.1', resolve)
  })
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('no port was given')
  return {
    port: address.port,
    close: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

/** Sends half of the bytes now and the rest later, or never. Writes to the socket, because Node's HTTP API cannot do it. */
async function sendInHalves(
  exchange: HttpExchange,
  header: string,
  body: string,
  cut: 'header' | 'body',
  waitMs: number | null,
) {
  const { socket } = exchange.response
  if (socket === null) return
  const bytes = Buffer.from(header + body)
  const headerLength = Buffer.byteLength(header)
  const half = cut === 'header' ? headerLength >> 1 : headerLength + ((bytes.length - headerLength) >> 1)
  socket.write(bytes.subarray(0, half))
  if (waitMs === null) {
    socket.end()
    return
  }
  await sleep(waitMs)
  if (!socket.destroyed) socket.end(bytes.subarray(half))
}

function* paddedWithSpaces(body: string, bytes: number) {
  const spaces = ' '.repeat(64 * 1024)
  for (let sent = 0; sent < bytes; sent += spaces.length) yield spaces
  yield body
}

async function sendHuge({ response }: HttpExchange, body: string, bytes: number) {
  response.writeHead(200, { 'content-type': 'application/json' })
  // The client may close the connection early. That is expected.
  await pipeline(Readable.from(paddedWithSpaces(body, bytes)), response).catch(() => null)
}

/** Writes the answer, changed by the current faults. */
async function writeAnswer(exchange: HttpExchange, json: object): Promise<void> {
  const { context, call, response } = exchange
  const { faults } = context
  const body = JSON.stringify(json)
  const date = new Date(context.now()).toUTCString()
  const length = Buffer.byteLength(body)
  const header = `HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: ${length}\r\nDate: ${date}\r\nConnection: close\r\n\r\n`

  const slowHeader = faults.trigger('slowHeader', call)
  if (slowHeader !== null) return sendInHalves(exchange, header, body, 'header', faults.ms(slowHeader))
  const slowBody = faults.trigger('slowBody', call)
  if (slowBody !== null) return sendInHalves(exchange, header, body, 'body', faults.ms(slowBody))
  if (faults.trigger('truncated', call) !== null) return sendInHalves(exchange, header, body, 'body', null)
  const hugeBody = faults.trigger('hugeBody', call)
  if (hugeBody !== null) return sendHuge(exchange, body, hugeBody.bytes ?? 32 * 1024 * 1024)

  if (faults.trigger('unaskedContinue', call) !== null) response.writeContinue()
  if (faults.trigger('html', call) !== null) answerPage(exchange, 200, 'Welcome')
  else if (faults.trigger('malformedJson', call) !== null) {
    response.writeHead(200, { 'content-type': 'application/json', date }).end(`${body.slice(0, -1)},}`)
  } else if (faults.trigger('wrongContentType', call) !== null) {
    response.writeHead(200, { 'content-type': 'text/html', date }).end(body)
  } else if (faults.trigger('packed', call) !== null) {
    response.writeHead(200, { 'content-type': 'application/json', 'content-encoding': 'gzip', date })
    response.end(gzipSync(body))
  } else if (faults.trigger('byteOrderMark', call) !== null) {
    response.writeHead(200, { 'content-type': 'application/json', date }).end(`\uFEFF${body}`)
  } else answerJson(exchange, json)
}
