import { createORPCClient, ORPCError } from '@orpc/client'
import type { ClientLink } from '@orpc/client'
import type { ContractRouterClient } from '@orpc/contract'
import type { contract } from '../../shared/contract/index.ts'

export type GiftdeckClient = ContractRouterClient<typeof contract>
export type Transport = ClientLink<Record<never, never>>

/**
 * There is no connection, or it broke before the whole answer arrived: whether the call reached the server is unknown.
 */
export class ConnectionLost extends Error {}

/** Giftdeck's own answers are ORPCErrors; every other error means that the connection was lost. */
export async function overTransport<Answer>(call: Promise<Answer>): Promise<Answer> {
  try {
    return await call
  } catch (error) {
    throw error instanceof ORPCError ? error : new ConnectionLost('No answer from Giftdeck', { cause: error })
  }
}

const nobody: Transport = { call: () => Promise.reject(new ConnectionLost('Giftdeck is not connected')) }
let link = nobody

/** One client for the page's whole life; its transport is replaced at every reconnection. */
export const client: GiftdeckClient = createORPCClient({
  call: (path, input, options) => overTransport(link.call(path, input, options)),
} satisfies Transport)

export function connectThrough(next: Transport | null) {
  link = next ?? nobody
}
