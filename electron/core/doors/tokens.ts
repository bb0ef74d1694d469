import { createHash, randomBytes, timingSafeEqual } from 'node:crypto'
import * as z from 'zod'
import type { Scope } from '../../../shared/contract/call.ts'
import { iso } from '../../../shared/iso.ts'
import type { Clock, Random, SettingsStore } from '../ports.ts'

/** Who may knock at the server's doors. Named tokens survive restarts; only their hash is kept. */
export interface Tokens {
  /** All scopes, for as long as this process lives. */
  ready: string
  create(name: string, scopes: TokenScope[]): { token: string } & Named
  /** The same id, and in one step: the token it had before is withdrawn. */
  replace(id: string, name: string, scopes: TokenScope[]): { token: string } & Named
  list(): Named[]
  revoke(id: string): boolean
  /** Told after a token was withdrawn, so that lines it opened can end. */
  onRevoke(listener: () => void): void
  /** The scopes of a valid token, or null. */
  scopesOf(token: string): readonly TokenScope[] | null
}

export type TokenScope = Exclude<Scope, 'any'>

const storedSchema = z.object({
  id: z.string(),
  name: z.string(),
  scopes: z.array(z.enum(['read', 'fire', 'admin'])),
  createdAt: z.string(),
  hash: z.string(),
})
type Stored = z.infer<typeof storedSchema>
type Named = Omit<Stored, 'hash'>

const settingsKey = 'tokens'
const allScopes: readonly TokenScope[] = ['read', 'fire', 'admin']
const hashOf = (token: string) => createHash('sha256').update(token).digest()

export function createTokens(lent: { settings: SettingsStore; random: Random; clock: Clock }): Tokens {
  const { settings, random, clock } = lent
  const ready = randomBytes(32).toString('base64url')
  const readyHash = hashOf(ready)
  const stored = () =>
    z
      .array(storedSchema)
      .catch([])
      .parse(settings.get(settingsKey) ?? [])
  const named = ({ id, name, scopes, createdAt }: Stored): Named => ({ id, name, scopes, createdAt })
  const listeners: (() => void)[] = []

  return {
    ready,
    create: (name, scopes) => make(random.uuid(), name, scopes),
    replace(id, name, scopes) {
      const made = make(id, name, scopes)
      for (const listener of listeners) listener()
      return made
    },
    list: () => stored().map(named),
    revoke(id) {
      const all = stored()
      const left = all.filter((entry) => entry.id !== id)
      if (left.length === all.length) return false
      settings.set(settingsKey, left)
      for (const listener of listeners) listener()
      return true
    },
    onRevoke: (listener) => void listeners.push(listener),
    scopesOf(token) {
      const hash = hashOf(token)
      // Every entry is compared, so that the time says nothing about which one matched.
      let scopes: readonly TokenScope[] | null = timingSafeEqual(hash, readyHash) ? allScopes : null
      for (const entry of stored()) if (timingSafeEqual(hash, Buffer.from(entry.hash, 'hex'))) scopes = entry.scopes
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
    settings.set(settingsKey, [...stored().filter((each) => each.id !== id), entry])
    return { ...named(entry), token }
  }
}
