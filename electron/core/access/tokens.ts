import { createHash, randomBytes, timingSafeEqual } from 'node:crypto'
import * as z from 'zod'
import type { Scope } from '../../../shared/contract/call.ts'
import { iso } from '../../../shared/domain/time.ts'
import type { Clock, Random, SettingsStore } from '../ports.ts'
import { storedTokenSchema } from '../settings/known-settings.ts'

/** The API tokens that the server accepts. Named tokens survive restarts; only their hash is stored. */
export interface Tokens {
  /** A token with all scopes. It is valid until this process ends. */
  ready: string
  create(name: string, scopes: TokenScope[]): { token: string } & Named
  /** Replaces the token of an id in one step: the previous token is revoked and the id stays. */
  replace(id: string, name: string, scopes: TokenScope[]): { token: string } & Named
  list(): Named[]
  revoke(id: string): boolean
  /** Called after a token was revoked, so that connections opened with it can be closed. */
  onRevoke(listener: () => void): void
  /** The scopes of a valid token, or null. */
  scopesOf(token: string): readonly TokenScope[] | null
}

export type TokenScope = Exclude<Scope, 'any'>

type Stored = z.infer<typeof storedTokenSchema>
type Named = Omit<Stored, 'hash'>

const settingsKey = 'tokens'
const allScopes: readonly TokenScope[] = ['read', 'fire', 'admin']
const hashOf = (token: string) => createHash('sha256').update(token).digest()
const hashesOf = (stored: readonly Stored[]) =>
  stored.map(({ scopes, hash }) => ({ scopes, hash: Buffer.from(hash, 'hex') }))

export function createTokens(deps: { settings: SettingsStore; random: Random; clock: Clock }): Tokens {
  const { settings, random, clock } = deps
  const ready = randomBytes(32).toString('base64url')
  const readyHash = hashOf(ready)
  // The tokens are read once. One is checked at every request, and many wrong ones must not slow the server down.
  let stored = z.array(storedTokenSchema).parse(settings.get(settingsKey) ?? [])
  let hashes = hashesOf(stored)
  const save = (next: Stored[]) => {
    settings.set(settingsKey, next)
    stored = next
    hashes = hashesOf(next)
  }
  const withoutHash = ({ id, name, scopes, createdAt }: Stored): Named => ({ id, name, scopes, createdAt })
  const listeners: (() => void)[] = []

  return {
    ready,
    create: (name, scopes) => make(random.uuid(), name, scopes),
    replace(id, name, scopes) {
      const made = make(id, name, scopes)
      for (const listener of listeners) listener()
      return made
    },
    list: () => stored.map(withoutHash),
    revoke(id) {
      const others = stored.filter((entry) => entry.id !== id)
      if (others.length === stored.length) return false
      save(others)
      for (const listener of listeners) listener()
      return true
    },
    onRevoke: (listener) => void listeners.push(listener),
    scopesOf(token) {
      const hash = hashOf(token)
      // Every entry is compared, even after a match, so that the duration does not reveal which one matched.
      let scopes: readonly TokenScope[] | null = timingSafeEqual(hash, readyHash) ? allScopes : null
      for (const entry of hashes) if (timingSafeEqual(hash, entry.hash)) scopes = entry.scopes
      return scopes
    },
  }

  function make(id: string, name: string, scopes: TokenScope[]) {
    const token = randomBytes(32).toString('base64url')
    const entry: Stored = {
      id,
      name,
      scopes,
      createdAt: iso(clock.now()),
      hash: hashOf(token).toString('hex'),
    }
    save([...stored.filter((each) => each.id !== id), entry])
    return { ...withoutHash(entry), token }
  }
}
