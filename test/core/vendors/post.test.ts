import type { ServerResponse } from 'node:http'
import { describe, expect, it, onTestFinished } from 'vitest'
import type { Post } from '../../../electron/core/ports.ts'
import { createPost, type PostDeps } from '../../../electron/core/vendors/http-client.ts'
import { keeping } from '../../support/policies.ts'
import { nextTurn, until } from '../../support/until.ts'
import { closedPort, hangUpServer, httpServer, rawServer, response } from './servers.ts'

function makePost({
  policy: times,
  ...deps
}: Partial<Omit<PostDeps, 'policy'>> & { policy?: Partial<PostDeps['policy']> } = {}) {
  const { post, close } = createPost({ ...deps, policy: { ...keeping, ...times } })
  onTestFinished(close)
  return post
}

/** Opens a connection and leaves it for the next call, so that connecting takes none of that call's time. */
async function connect(post: Post, url: URL) {
  await until(async () => (await post(url, '{}')).kind === 'answer')
  await nextTurn()
}

describe('posting to a vendor', () => {
  it('is one HTTP POST of JSON, answered with status, body and date', async () => {
    const seen: unknown[] = []
    const url = await httpServer((request, answer) => {
      let body = ''
      request.setEncoding('utf8').on('data', (text: string) => (body += text))
      request.on('end', () => {
        seen.push([request.method, request.url, request.headers['content-type'], body])
        answer.setHeader('Date', 'Thu, 01 Jan 2026 00:00:00 GMT')
        answer.end('{"gift":"玫瑰 🌹"}')
      })
    })
    expect(await makePost()(url, '{"text":"你好"}')).toEqual({
      kind: 'answer',
      status: 200,
      body: '{"gift":"玫瑰 🌹"}',
      date: 'Thu, 01 Jan 2026 00:00:00 GMT',
      ms: expect.any(Number) as number,
    })
    expect(seen).toEqual([['POST', '/call?usersig=x', 'application/json', '{"text":"你好"}']])
  })

  it('keeps its connection for the next call', async () => {
    const server = await rawServer((socket) => socket.write(response('{}')))
    const post = makePost()
    await post(server.url, '{}')
    await nextTurn()
    await post(server.url, '{}')
    expect(server.requests.length).toBe(2)
    expect(server.connections()).toBe(1)
  })

  it('accepts a failed status as an answer and follows no redirect', async () => {
    let calls = 0
    const url = await httpServer((_, answer) => {
      calls += 1
      answer.writeHead(302, { location: '/elsewhere' }).end('moved')
    })
    expect(await makePost()(url, '{}')).toMatchObject({ kind: 'answer', status: 302, body: 'moved' })
    expect(calls).toBe(1)
  })

  it('does not repeat a call that the server answers with 503 and Retry-After', async () => {
    let calls = 0
    const url = await httpServer((_, answer) => {
      calls += 1
      answer.writeHead(503, { 'retry-after': '0' }).end()
    })
    expect(await makePost()(url, '{}')).toMatchObject({ kind: 'answer', status: 503 })
    expect(calls).toBe(1)
  })

  it('skips an early "103 Early Hints" and reads the real answer', async () => {
    const server = await rawServer((socket) => socket.write(`HTTP/1.1 103 Early Hints\r\n\r\n${response('{"a":1}')}`))
    expect(await makePost()(server.url, '{}')).toMatchObject({ kind: 'answer', status: 200, body: '{"a":1}' })
  })

  it('allows 200 slow calls at once', async () => {
    const waiting: ServerResponse[] = []
    // No call is answered before all have arrived.
    const url = await httpServer((_, answer) => {
      if (waiting.push(answer) === 200) for (const each of waiting) each.end('{}')
    })
    const post = makePost()
    const all = await Promise.all(Array.from({ length: 200 }, () => post(url, '{}')))
    expect(all.every((one) => one.kind === 'answer')).toBe(true)
  })
})

describe('a call that never left this machine', () => {
  it('is refused when the port is closed', async () => {
    expect(await makePost()(await closedPort(), '{}')).toEqual({ kind: 'never-left', why: 'refused' })
  })

  it('names DNS when there is no such host', async () => {
    expect(await makePost()(new URL('https://giftdeck.invalid/call'), '{}')).toEqual({ kind: 'never-left', why: 'dns' })
  })

  it('names TLS when the server speaks plain HTTP', async () => {
    const url = await httpServer((_, answer) => answer.end('{}'))
    url.protocol = 'https:'
    expect(await makePost()(url, '{}')).toEqual({ kind: 'never-left', why: 'tls' })
  })

  it('names TLS when the server hangs up during the handshake', async () => {
    const url = await hangUpServer()
    url.protocol = 'https:'
    expect(await makePost()(url, '{}')).toEqual({ kind: 'never-left', why: 'tls' })
  })

  it('names the time to connect when the handshake does not end', async () => {
    const server = await rawServer(() => {})
    server.url.protocol = 'https:'
    const post = makePost({ policy: { connectTimeoutMs: 200 } })
    expect(await post(server.url, '{}')).toEqual({ kind: 'never-left', why: 'connect-timeout' })
  })

  it('is still known as not sent when its time runs out before the connection is open', async () => {
    const server = await rawServer(() => {})
    server.url.protocol = 'https:'
    const post = makePost({ policy: { callTimeoutMs: 200 } })
    expect(await post(server.url, '{}')).toEqual({ kind: 'never-left', why: 'connect-timeout' })
  })

  it('is known as not sent after everything is closed', async () => {
    const { post, close } = createPost({ policy: keeping })
    await close()
    expect(await post(await closedPort(), '{}')).toMatchObject({ kind: 'never-left' })
  })
})

describe('a call that may have reached the vendor', () => {
  it('is silent when no answer comes in time', async () => {
    const server = await rawServer((socket, { nth }) => {
      if (nth === 1) socket.write(response('{}'))
    })
    const post = makePost({ policy: { callTimeoutMs: 300 } })
    await connect(post, server.url)
    expect(await post(server.url, '{"gift":true}')).toEqual({ kind: 'silent', why: 'timed-out' })
    await until(() => server.requests.some((text) => text.includes('gift')))
  })

  it('is silent when an answer starts and trickles past the deadline', async () => {
    const server = await rawServer((socket, { nth }) => {
      if (nth === 1) return void socket.write(response('{}'))
      socket.write('HTTP/1.1 200 OK\r\nContent-Length: 1000000\r\n\r\n')
      const drip = setInterval(() => socket.write('x'), 50)
      socket.on('close', () => clearInterval(drip))
    })
    const post = makePost({ policy: { callTimeoutMs: 300 } })
    await connect(post, server.url)
    expect(await post(server.url, '{}')).toEqual({ kind: 'silent', why: 'timed-out' })
  })

  it('is silent when the connection breaks before an answer, and is sent once', async () => {
    const server = await rawServer((socket) => socket.resetAndDestroy())
    const post = makePost()
    expect(await post(server.url, '{"gift":1}')).toEqual({ kind: 'silent', why: 'line-broke' })
    // If the first call had been repeated, it would arrive before the second.
    expect(await post(server.url, '{"gift":2}')).toEqual({ kind: 'silent', why: 'line-broke' })
    expect(server.requests.map((text) => text.slice(-10))).toEqual(['{"gift":1}', '{"gift":2}'])
  })

  it.each(['reset', 'closed'])(
    'is sent once when a reused connection is %s after the request was read',
    async (how) => {
      const server = await rawServer((socket, { nth }) => {
        if (nth === 1) socket.write(response('{}'))
        else if (how === 'reset') socket.resetAndDestroy()
        else socket.end()
      })
      const post = makePost()
      await connect(post, server.url)
      expect(await post(server.url, '{"gift":1}')).toEqual({ kind: 'silent', why: 'line-broke' })
      expect(server.connections()).toBe(1)
      // If the first call had been repeated, it would arrive before the second.
      expect(await post(server.url, '{"gift":2}')).toMatchObject({ kind: 'answer' })
      expect(server.requests.map((text) => text.slice(-10)).slice(1)).toEqual(['{"gift":1}', '{"gift":2}'])
      expect(server.connections()).toBe(2)
    },
  )

  it.each([
    ['cut off by length', 'HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{"ActionStatus":"OK"'],
    ['cut off by chunk', 'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n14\r\n{"ActionStatus":"OK"\r\n'],
    ['cut off in its head', 'HTTP/1.1 200 OK\r\nContent-Le'],
    ['of another protocol', 'SSH-2.0-OpenSSH\r\n'],
  ])('is silent when its answer is %s', async (_, bytes) => {
    const server = await rawServer((socket) => socket.end(bytes))
    expect(await makePost()(server.url, '{}')).toEqual({ kind: 'silent', why: 'line-broke' })
    expect(server.requests.length).toBe(1)
  })

  it("is silent when the answer is longer than any vendor's", async () => {
    const url = await httpServer((_, answer) => answer.end('x'.repeat(1024 * 1024 + 1)))
    expect(await makePost()(url, '{}')).toEqual({ kind: 'silent', why: 'too-large' })
  })

  it('accepts an answer of exactly the maximum length', async () => {
    const url = await httpServer((_, answer) => answer.end('x'.repeat(1024 * 1024)))
    expect(await makePost()(url, '{}')).toMatchObject({ kind: 'answer' })
  })

  it('is silent when everything is closed while it waits', async () => {
    const server = await rawServer(() => {})
    const { post, close } = createPost({ policy: keeping })
    const waiting = post(server.url, '{}')
    await until(() => server.requests.length === 1)
    await close()
    expect(await waiting).toEqual({ kind: 'silent', why: 'line-broke' })
  })
})

describe('a call that cannot be started', () => {
  it('to a URL that no client supports has not left', async () => {
    for (const address of ['ftp://127.0.0.1/', 'file:///etc/hosts', 'data:text/plain,x'])
      expect(await makePost()(new URL(address), '{}')).toEqual({
        kind: 'never-left',
        why: expect.any(String) as string,
      })
  })

  it('is sent if this computer cannot list its own addresses', async () => {
    const url = await httpServer((_, answer) => answer.end('{}'))
    const post = makePost({
      addresses() {
        throw Object.assign(new Error('too many open files'), { code: 'EMFILE' })
      },
    })
    expect(await post(url, '{}')).toMatchObject({ kind: 'answer' })
  })

  it('has not left if this computer fails before it is handed over', async () => {
    let broken = false
    const now = () => {
      if (broken) throw new Error('planted')
      return Date.now()
    }
    const url = await httpServer((_, answer) => answer.end('{}'))
    const post = makePost({ now })
    broken = true
    expect(await post(url, '{}')).toEqual({ kind: 'never-left', why: 'not-opened' })
    broken = false
    expect(await post(url, '{}')).toMatchObject({ kind: 'answer' })
  })
})
