import { createHash, randomBytes, randomInt, timingSafeEqual } from 'node:crypto'
import type { Pairing } from '../../../shared/contract/pairings.ts'
import { iso } from '../../../shared/domain/time.ts'
import { badField, fail } from '../errors/call-errors.ts'
import type { Policy } from '../policy.ts'
import type { Clock, Random, Timer } from '../ports.ts'
import type { NamedToken, Tokens } from './tokens.ts'

type PairableScope = Pairing['scopes'][number]

/** Devices that ask for a token. One at a time, so that the host cannot accept the wrong one. */
export interface Pairings {
  request(name: string, scopes: PairableScope[]): { id: string; code: string; secret: string }
  /** The answer of the host. Throws NOT_FOUND for an unknown id or a wrong secret. The token is returned once. */
  read(id: string, secret: string): { state: PairingState; token?: string; scopes?: PairableScope[] }
  list(): Pairing[]
  accept(id: string, scopes: PairableScope[]): NamedToken
  refuse(id: string): boolean
}

type PairingState = 'waiting' | 'accepted' | 'refused' | 'expired'

interface OpenPairing {
  id: string
  name: string
  scopes: PairableScope[]
  code: string
  secretHash: Buffer
  state: PairingState
  expiresAt: number
  token?: string
  timer: Timer
}

interface PairingDeps {
  tokens: Tokens
  clock: Clock
  random: Random
  policy: Policy['access']
  onChange: () => void
}

const hashOf = (secret: string) => createHash('sha256').update(secret).digest()

export function createPairings({ tokens, clock, random, policy, onChange }: PairingDeps): Pairings {
  const { pairingMs, mostPairingsCount, pairingsWithinMs } = policy
  /** The latest one. It stays after its end, so that the device can read the answer. */
  let latest: OpenPairing | null = null
  let requestedAt: number[] = []

  const end = (state: PairingState) => {
    if (latest?.state !== 'waiting') return
    clock.clearTimeout(latest.timer)
    latest.state = state
    onChange()
  }
  const waiting = (id: string) => {
    if (latest?.id === id && latest.state === 'waiting') return latest
    throw fail('NOT_FOUND', 'This device does not ask for a token any more. Start again on the device.')
  }

  return {
    request(name, scopes) {
      if (latest?.state === 'waiting')
        throw fail('BUSY', `Another device, "${latest.name}", asks for a token now. Answer it in Giftdeck first.`)
      const now = clock.monotonic()
      requestedAt = requestedAt.filter((at) => now - at < pairingsWithinMs)
      if (requestedAt.length >= mostPairingsCount)
        throw fail('TOO_MANY_REQUESTS', 'Too many devices have asked for a token. Wait, then ask again.', {
          retryAfterMs: Math.ceil(requestedAt[0]! + pairingsWithinMs - now),
        })
      requestedAt.push(now)
      const secret = randomBytes(32).toString('base64url')
      latest = {
        id: random.uuid(),
        name,
        scopes: [...new Set(scopes)],
        code: String(randomInt(10_000)).padStart(4, '0'),
        secretHash: hashOf(secret),
        state: 'waiting',
        expiresAt: clock.now() + pairingMs,
        timer: clock.setTimeout(() => end('expired'), pairingMs),
      }
      onChange()
      return { id: latest.id, code: latest.code, secret }
    },
    read(id, secret) {
      if (latest?.id !== id || !timingSafeEqual(hashOf(secret), latest.secretHash))
        throw fail('NOT_FOUND', 'There is no such pairing. Ask for a token again.')
      const { state, token, scopes } = latest
      if (token === undefined) return { state }
      delete latest.token
      return { state, token, scopes }
    },
    list: () =>
      latest?.state === 'waiting'
        ? [
            {
              id: latest.id,
              name: latest.name,
              scopes: latest.scopes,
              code: latest.code,
              expiresAt: iso(latest.expiresAt),
            },
          ]
        : [],
    accept(id, scopes) {
      const pairing = waiting(id)
      if (!scopes.every((scope) => pairing.scopes.includes(scope)))
        throw badField('scopes', 'can take away what the device asked for, but add nothing')
      const { token, ...named } = tokens.create(pairing.name, [...new Set(scopes)])
      pairing.token = token
      pairing.scopes = scopes
      end('accepted')
      // A device that has not read its token by then has to ask again, so that no secret stays in memory.
      clock.setTimeout(() => delete pairing.token, pairingMs)
      return named
    },
    refuse(id) {
      waiting(id)
      end('refused')
      return true
    },
  }
}
