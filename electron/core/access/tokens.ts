import { createHash, randomBytes, timingSafeEqual } from 'node:crypto'
import * as z from 'zod'
import type { Scope } from '../../../shared/contract/call.ts'
import { iso } from '../../../shared/domain/time.ts'
import type { OverlaySettings } from '../../../shared/contract/overlays.ts'
import { mostOverlays } from '../../../shared/domain/overlays.ts'
import { badField } from '../errors/call-errors.ts'
import type { Policy } from '../policy.ts'
import type { Clock, Random, SettingsStore } from '../ports.ts'
import { storedTokenSchema } from '../settings/known-settings.ts'

/** The API tokens that the server accepts. NamedToken tokens survive restarts; only their hash is stored. */
export interface Tokens {
  /** A token with all scopes. It is valid until this process ends. */
  ready: string
  create(name: string, scopes: TokenScope[], overlay?: OverlaySettings): { token: string } & NamedToken
  /** Changes what an overlay shows; its token stays. Null: there is no such overlay. */
  changeOverlay(id: string, to: { name: string; overlay: OverlaySettings }): NamedToken | null
  /** Replaces the token of an id in one step: the previous token is revoked and the id stays. */
  replace(id: string, name: string, scopes: TokenScope[]): { token: string } & NamedToken
  list(): NamedToken[]
  revoke(id: string): boolean
  /** Called after a token was revoked, so that connections opened with it can be closed. */
  onRevoke(listener: () => void): void
  /** What a valid token may do, and the device that it belongs to; null for an unknown token. */
  find(token: string): KnownToken | null
  /** The device uses its token now. Stored at most once a minute. */
  markUsed(id: string): void
}

export interface KnownToken {
  scopes: readonly TokenScope[]
  /** Absent for the token of this process. */
  device?: { id: string; name: string }
}

/** `overlay` stands alone: it allows the stream of an overlay and no call. */
export type TokenScope = Exclude<Scope, 'any' | 'none'> | 'overlay'

type Stored = z.infer<typeof storedTokenSchema>
export type NamedToken = Omit<Stored, 'hash'>

const settingsKey = 'tokens'
const allScopes: readonly TokenScope[] = ['read', 'fire', 'admin']
const hashOf = (token: string) => createHash('sha256').update(token).digest()
const knownOf = (stored: readonly Stored[]) =>
  stored.map(({ id, name, scopes, hash }) => ({
    hash: Buffer.from(hash, 'hex'),
    known: { scopes, device: { id, name } } satisfies KnownToken,
  }))

interface TokenDeps {
  settings: SettingsStore
  random: Random
  clock: Clock
  policy: Policy['access']
  /** A token was made or withdrawn. */
  onChange?: () => void
}

export function createTokens({ settings, random, clock, policy, onChange }: TokenDeps): Tokens {
  const ready = randomBytes(32).toString('base64url')
  const readyHash = hashOf(ready)
  // The tokens are read once. One is checked at every request, and many wrong ones must not slow the server down.
  let stored = z.array(storedTokenSchema).parse(settings.get(settingsKey) ?? [])
  let known = knownOf(stored)
  const save = (next: Stored[]) => {
    settings.set(settingsKey, next)
    stored = next
    known = knownOf(next)
  }
  const withoutHash = (token: Stored): NamedToken => {
    const { hash: _, ...named } = token
    return named
  }
  const listeners: (() => void)[] = []

  return {
    ready,
    create(name, scopes, overlay) {
      const most = overlay ? mostOverlays : policy.mostDevicesCount
      if (stored.filter((each) => (each.overlay !== undefined) === (overlay !== undefined)).length >= most)
        throw badField(
          'name',
          overlay
            ? `is one too many: there can be at most ${most} overlays; withdraw one first`
            : `is one too many: at most ${most} devices can have a token; withdraw one first`,
        )
      return make(random.uuid(), name, scopes, overlay)
    },
    changeOverlay(id, to) {
      const known = stored.find((each) => each.id === id && each.overlay)
      if (!known) return null
      const changed = { ...known, ...to }
      save(stored.map((each) => (each === known ? changed : each)))
      onChange?.()
      return withoutHash(changed)
    },
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
      onChange?.()
      return true
    },
    onRevoke: (listener) => void listeners.push(listener),
    find(token) {
      const hash = hashOf(token)
      // Every entry is compared, even after a match, so that the duration does not reveal which one matched.
      let found: KnownToken | null = timingSafeEqual(hash, readyHash) ? { scopes: allScopes } : null
      for (const entry of known) if (timingSafeEqual(hash, entry.hash)) found = entry.known
      return found
    },
    markUsed(id) {
      const device = stored.find((each) => each.id === id)
      const now = clock.now()
      if (!device || Math.abs(now - Date.parse(device.lastUsedAt ?? '')) < policy.deviceUseStoredEveryMs) return
      try {
        save(stored.map((each) => (each === device ? { ...device, lastUsedAt: iso(now) } : each)))
      } catch {
        // The settings store has logged it. The use of a device must not fail because its time cannot be stored.
      }
    },
  }

  function make(id: string, name: string, scopes: TokenScope[], overlay?: OverlaySettings) {
    const token = randomBytes(32).toString('base64url')
    const entry: Stored = {
      id,
      name,
      scopes,
      createdAt: iso(clock.now()),
      ...(overlay && { overlay }),
      hash: hashOf(token).toString('hex'),
    }
    save([...stored.filter((each) => each.id !== id), entry])
    onChange?.()
    return { ...withoutHash(entry), token }
  }
}
