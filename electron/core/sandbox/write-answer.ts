import { pipeline } from 'node:stream/promises'
import { Readable } from 'node:stream'
import { gzipSync } from 'node:zlib'
import { setTimeout as sleep } from 'node:timers/promises'
import { answerJson, answerPage, type Line } from './line-faults.ts'

/** Half of the bytes now and half later, or never. Written past Node's HTTP layer, which would not do such things. */
async function inHalves(line: Line, header: string, body: string, cut: 'header' | 'body', waitMs: number | null) {
  const { socket } = line.response
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

function* behindSpaces(body: string, bytes: number) {
  const spaces = ' '.repeat(64 * 1024)
  for (let sent = 0; sent < bytes; sent += spaces.length) yield spaces
  yield body
}

async function huge({ response }: Line, body: string, bytes: number) {
  response.writeHead(200, { 'content-type': 'application/json' })
  // A caller who stops listening ends the stream early, and that is all right.
  await pipeline(Readable.from(behindSpaces(body, bytes)), response).catch(() => null)
}

/** The answer on the wire, as the vendor sends it or as a fault twists it. */
export async function writeAnswer(line: Line, json: object): Promise<void> {
  const { context, call, response } = line
  const { faults } = context
  const body = JSON.stringify(json)
  const date = new Date(context.now()).toUTCString()
  const length = Buffer.byteLength(body)
  const header = `HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: ${length}\r\nDate: ${date}\r\nConnection: close\r\n\r\n`

  const slowHeader = faults.strikes('slowHeader', call)
  if (slowHeader !== null) return inHalves(line, header, body, 'header', faults.ms(slowHeader))
  const slowBody = faults.strikes('slowBody', call)
  if (slowBody !== null) return inHalves(line, header, body, 'body', faults.ms(slowBody))
  if (faults.strikes('truncated', call) !== null) return inHalves(line, header, body, 'body', null)
  const hugeBody = faults.strikes('hugeBody', call)
  if (hugeBody !== null) return huge(line, body, hugeBody.bytes ?? 32 * 1024 * 1024)

  if (faults.strikes('unaskedContinue', call) !== null) response.writeContinue()
  if (faults.strikes('html', call) !== null) answerPage(line, 200, 'Welcome')
  else if (faults.strikes('malformedJson', call) !== null) {
    response.writeHead(200, { 'content-type': 'application/json', date }).end(`${body.slice(0, -1)},}`)
  } else if (faults.strikes('wrongContentType', call) !== null) {
    response.writeHead(200, { 'content-type': 'text/html', date }).end(body)
  } else if (faults.strikes('packed', call) !== null) {
    response.writeHead(200, { 'content-type': 'application/json', 'content-encoding': 'gzip', date })
    response.end(gzipSync(body))
  } else if (faults.strikes('byteOrderMark', call) !== null) {
    response.writeHead(200, { 'content-type': 'application/json', date }).end(`\uFEFF${body}`)
  } else answerJson(line, json)
}
