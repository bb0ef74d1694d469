import type { IncomingMessage } from 'node:http'
import type { Policy } from '../policy.ts'
import type { Clock } from '../ports.ts'
import type { Refusal } from '../errors/refusals.ts'
import type { KnownToken, Tokens } from './tokens.ts'

/** Checks a request's origin and token before it is routed. */
export interface Authenticator {
  /**
   * Refuses a wrong Host header or a foreign Origin, so that no other web page can call this server. Null = allowed.
   * Applies to every request, static files too.
   */
  checkOrigin(request: IncomingMessage): Refusal | null
  /** The caller that a token belongs to, or the reason for refusing it. */
  identify(token: string | undefined): KnownToken | Refusal
}

export const unknownToken: Refusal = {
  status: 401,
  code: 'UNAUTHORIZED',
  message: 'This token is not known. Make a new one in Giftdeck.',
}

export function createAuthenticator(deps: {
  port: number
  tokens: Tokens
  clock: Clock
  policy: Policy['server']
}): Authenticator {
  const { tokens, clock } = deps
  const { mostWrongTokensCount, wrongTokensWithinMs } = deps.policy
  /** People also type `localhost`. A page may call only the name that it was loaded from. */
  const hosts = [`127.0.0.1:${deps.port}`, `localhost:${deps.port}`]
  let wrong: number[] = []
  let lockedUntil = -Infinity

  return {
    checkOrigin({ headers }) {
      const { host = '', origin } = headers
      if (!hosts.includes(host))
        return { status: 421, code: 'MISDIRECTED_REQUEST', message: `This server answers to http://${hosts[0]}/ only.` }
      if (origin !== undefined && origin !== `http://${host}`)
        return { status: 403, code: 'FORBIDDEN', message: 'Pages of other origins may not call this server.' }
      return null
    },
    identify(token) {
      if (!token) return { status: 401, code: 'UNAUTHORIZED', message: 'Give a token: "Authorization: Bearer TOKEN".' }
      const known = tokens.find(token)
      if (known) return known
      const now = clock.monotonic()
      if (now >= lockedUntil) {
        wrong = wrong.filter((at) => now - at < wrongTokensWithinMs)
        wrong.push(now)
        if (wrong.length > mostWrongTokensCount) {
          lockedUntil = now + wrongTokensWithinMs
          wrong = []
        }
      }
      if (now < lockedUntil)
        return {
          status: 429,
          code: 'TOO_MANY_REQUESTS',
          message: 'Too many wrong tokens. Wait, then try again with the right one.',
          // The times are fractions, so rounding could otherwise give more than the whole lockout.
          retryAfterMs: Math.min(wrongTokensWithinMs, Math.ceil(lockedUntil - now)),
        }
      return unknownToken
    },
  }
}
