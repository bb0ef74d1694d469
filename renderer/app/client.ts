import { createORPCClient } from '@orpc/client'
import type { ClientLink } from '@orpc/client'
import type { ContractRouterClient } from '@orpc/contract'
import type { contract } from '../../shared/contract/index.ts'

export type GiftdeckClient = ContractRouterClient<typeof contract>
export type Link = ClientLink<Record<never, never>>

class NotConnectedYet extends Error {}

const nobody: Link = { call: () => Promise.reject(new NotConnectedYet('Giftdeck is not connected')) }
let link = nobody

/** One client for the page's whole life; what carries its calls is replaced at every reconnection. */
export const client: GiftdeckClient = createORPCClient({
  call: (path, input, options) => link.call(path, input, options),
} satisfies Link)

export function connectThrough(next: Link | null) {
  link = next ?? nobody
}
