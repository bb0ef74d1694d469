import type { Pairing } from '../../../shared/contract/pairings.ts'
import type { Device } from '../../../shared/contract/tokens.ts'
import { client } from '../../platform/client.ts'
import { createResource } from '../../platform/resource.ts'

/** Null until the server has answered. */
export const devices = createResource<{ items: readonly Device[] | null }>('tokens', {
  initial: { items: null },
  load: () => client.tokens.list(),
})

/** The device that asks for a token now, if any. A page without the scope `admin` sees none. */
export const pairings = createResource<{ items: readonly Pairing[] }>('pairings', {
  initial: { items: [] },
  load: () => client.pairings.list(),
})

export type Scopes = Device['scopes']

/** The scopes that a host chooses from, each with the smaller ones. */
export const scopeChoices = { read: ['read'], fire: ['read', 'fire'], admin: ['read', 'fire', 'admin'] } as const
export type ScopeChoice = keyof typeof scopeChoices

/** The choice that describes these scopes. */
export const choiceOf = (scopes: Scopes): ScopeChoice =>
  scopes.includes('admin') ? 'admin' : scopes.includes('fire') ? 'fire' : 'read'
