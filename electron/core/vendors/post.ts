import { Agent } from 'undici'
import type { Exchange, Post } from '../ports.ts'
import { exchangeReader } from './exchange-reader.ts'
import { steadyEngine } from './steady-engine.ts'

const largestAnswerBytes = 1024 * 1024

export interface OwnedPost {
  post: Post
  /** Drops every connection; a call still on the wire ends as `silent`. */
  close: () => Promise<void>
}

/**
 * Exactly one HTTP POST per call over a pool of kept connections: no retry, no redirect, no cookie. The limit on
 * connections lets 200 calls a second wait a good second each. HTTP/2 stays off: it re-queues streams a server gave up.
 */
export function createPost({ connectTimeoutMs = 3000, callTimeoutMs = 8000 } = {}): OwnedPost {
  steadyEngine()
  const agent = new Agent({
    connections: 256,
    pipelining: 1,
    allowH2: false,
    connectTimeout: connectTimeoutMs,
    // One deadline holds for the whole call, see the reader.
    headersTimeout: 0,
    bodyTimeout: 0,
  })
  const post: Post = (url, body) =>
    new Promise<Exchange>((resolve) => {
      const bytes = Buffer.from(body, 'utf8')
      const handler = exchangeReader({ secure: url.protocol === 'https:', callTimeoutMs, largestAnswerBytes, resolve })
      agent.dispatch(
        {
          origin: url.origin,
          path: url.pathname + url.search,
          method: 'POST',
          headers: { 'content-type': 'application/json', accept: 'application/json' },
          body: bytes,
          idempotent: false,
        },
        handler,
      )
    })
  return { post, close: () => agent.destroy() }
}
