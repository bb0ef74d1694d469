import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { afterEffect, beforeEffect } from './line-faults.ts'
import { writeAnswer } from './write-answer.ts'
import type { ArrivedRequest, Context, SimulatedVendor } from './context.ts'

const mostBytes = 8 * 1024 * 1024

/** The whole body, or null when the caller left before it was whole. */
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
    const line = { context, call, vendor, response }
    if ((await beforeEffect(line)) === 'answered') return
    const answer = await vendor.answer(request)
    const kept = await afterEffect(line, answer)
    if (kept !== null) await writeAnswer(line, kept)
  }

  const server = createServer((request, response) => {
    serve(request, response).catch((error: unknown) => {
      // A broken simulator must not pass for a broken vendor.
      context.record.malformed('sandbox', `the sandbox itself failed: ${String(error)}`, request.url ?? '')
      response.destroy()
    })
  })
  // Longer than any client keeps an idle connection: a reset on reuse should come from a fault, not by chance.
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
