import { brotliCompressSync, deflateRawSync, deflateSync, gzipSync, zstdCompressSync } from 'node:zlib'
import type { Socket } from 'node:net'
import { describe, expect, it, onTestFinished } from 'vitest'
import { createPost } from '../../../electron/core/vendors/http-client.ts'
import { readRetryAfter } from '../../../electron/core/vendors/exchange-reader.ts'
import { keeping } from '../../support/policies.ts'
import { nextTurn } from '../../support/until.ts'
import { httpServer, rawServer, response } from './servers.ts'

/** What proxies, load balancers and virus scanners do to an answer, and how it must still be read. */
const sentText = '{"gift":"玫瑰 🌹"}'
const plain = Buffer.from(sentText)

function makePost() {
  const { post, close } = createPost({ policy: keeping })
  onTestFinished(close)
  return post
}

const answering = (body: Buffer, encoding?: string, status = 200) =>
  httpServer((_, answer) => {
    answer.writeHead(status, encoding === undefined ? {} : { 'content-encoding': encoding }).end(body)
  })

describe('an answer that was compressed in transit', () => {
  it('was requested uncompressed', async () => {
    let asked: string | undefined
    const url = await httpServer((request, answer) => {
      asked = String(request.headers['accept-encoding'])
      answer.end(plain)
    })
    await makePost()(url, '{}')
    expect(asked).toBe('identity')
  })

  it.each<[string, Buffer, string?]>([
    ['gzip', gzipSync(plain), 'gzip'],
    ['GZIP', gzipSync(plain), 'GZIP'],
    ['x-gzip', gzipSync(plain), 'x-gzip'],
    ['deflate', deflateSync(plain), 'deflate'],
    ['deflate without its header', deflateRawSync(plain), 'deflate'],
    ['br', brotliCompressSync(plain), 'br'],
    ['zstd', zstdCompressSync(plain), 'zstd'],
    ['br over gzip', brotliCompressSync(gzipSync(plain)), 'gzip, br'],
    ['gzip that no header declares', gzipSync(plain)],
    ['nothing, though its header says gzip', plain, 'gzip'],
    ['nothing, as its header says', plain, 'identity'],
    ['a byte order mark before it', Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), plain])],
    ['a byte order mark in gzip', gzipSync(Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), plain])), 'gzip'],
  ])('is read all the same: %s', async (_, body, encoding) => {
    expect(await makePost()(await answering(body, encoding), '{}')).toMatchObject({ kind: 'answer', body: sentText })
  })

  it.each<[string, Buffer]>([
    ['gzip', gzipSync(Buffer.alloc(64 * 1024 * 1024))],
    ['br', brotliCompressSync(Buffer.alloc(64 * 1024 * 1024))],
  ])('is not decompressed past the size limit of an answer: %s', async (encoding, body) => {
    expect(body.length).toBeLessThan(keeping.largestAnswerBytes)
    expect(await makePost()(await answering(body, encoding), '{}')).toEqual({ kind: 'silent', why: 'too-large' })
  })

  it('is still an answer with its status if its body is truncated', async () => {
    const cut = gzipSync(plain).subarray(0, 12)
    const read = await makePost()(await answering(cut, 'gzip', 503), '{}')
    expect(read).toMatchObject({ kind: 'answer', status: 503 })
  })
})

describe('an answer after unexpected interim responses', () => {
  const continue100 = 'HTTP/1.1 100 Continue\r\n\r\n'
  const inBytes = async (socket: Socket, text: string) => {
    for (const byte of text) {
      socket.write(byte)
      await nextTurn()
    }
  }

  it.each([
    ['one 100', continue100],
    ['two 100s', continue100 + continue100],
    ['a 100 with fields', 'HTTP/1.1 100 Continue\r\nServer: box\r\nVia: 1.1 box\r\n\r\n'],
    ['a bare 100 of HTTP/1.0', 'HTTP/1.0 100 \r\n\r\n'],
    ['a 102', 'HTTP/1.1 102 Processing\r\n\r\n'],
    ['a 103', 'HTTP/1.1 103 Early Hints\r\nLink: </a.css>\r\n\r\n'],
    ['a 100 and a 103', `${continue100}HTTP/1.1 103 Early Hints\r\n\r\n`],
  ])('is read after %s', async (_, interim) => {
    const server = await rawServer((socket) => socket.write(interim + response(sentText)))
    const post = makePost()
    for (const nth of [1, 2, 3]) {
      expect(await post(server.url, '{}')).toMatchObject({ kind: 'answer', status: 200, body: sentText })
      await nextTurn()
      expect(server.requests).toHaveLength(nth)
    }
    expect(server.connections()).toBe(1)
  })

  it('is read even if everything arrives byte by byte', async () => {
    const server = await rawServer((socket) => void inBytes(socket, continue100 + response('{"a":1}')))
    expect(await makePost()(server.url, '{}')).toMatchObject({ kind: 'answer', status: 200, body: '{"a":1}' })
  })

  it('is unchanged if its own body looks like an interim response', async () => {
    const server = await rawServer((socket) => socket.write(response(`"${continue100}"`)))
    expect(await makePost()(server.url, '{}')).toMatchObject({ kind: 'answer', body: `"${continue100}"` })
  })

  it('is missing if nothing follows', async () => {
    const server = await rawServer((socket) => void socket.end(continue100))
    expect(await makePost()(server.url, '{}')).toEqual({ kind: 'silent', why: 'line-broke' })
  })
})

describe('the Retry-After of a server', () => {
  const noon = Date.parse('2026-06-01T12:00:00Z')
  const date = 'Mon, 01 Jun 2026 12:00:00 GMT'
  it.each<[string | undefined, string | undefined, number | undefined]>([
    ['30', date, 30_000],
    [' 30 ', undefined, 30_000],
    ['0', date, 0],
    ['86400', date, 60_000],
    ['99999999999999999999', date, 60_000],
    ['Mon, 01 Jun 2026 12:00:30 GMT', date, 30_000],
    ['Mon, 01 Jun 2026 12:00:30 GMT', undefined, 30_000],
    // The date is by the server's own clock, which may differ from ours.
    ['Mon, 01 Jun 2026 13:00:30 GMT', 'Mon, 01 Jun 2026 13:00:00 GMT', 30_000],
    ['Sun, 31 May 2026 12:00:00 GMT', date, 0],
    ['soon', date, undefined],
    ['-5', undefined, undefined],
    ['', date, undefined],
    [undefined, date, undefined],
  ])('of %s in an answer of %s becomes %s ms', (retryAfter, written, expected) => {
    const read = readRetryAfter({ retryAfter, date: written }, { now: noon, longestMs: 60_000 })
    expect(read).toBe(expected)
  })
})
