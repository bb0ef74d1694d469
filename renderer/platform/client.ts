import { createORPCClient, ORPCError } from '@orpc/client'
import type { ClientLink } from '@orpc/client'
import type { ContractRouterClient } from '@orpc/contract'
import type { contract } from '../../shared/contract/index.ts'

export type GiftdeckClient = ContractRouterClient<typeof contract>
export type Transport = ClientLink<Record<never, never>>

/**
 * Thrown if there is no connection, or if the connection broke before the whole answer arrived. It is then unknown
 * whether the call reached the server.
 */
export class ConnectionLost extends Error {}

/** Converts every error that is no answer of Giftdeck to ConnectionLost. Giftdeck's own answers are ORPCErrors. */
export async function overTransport<Answer>(call: Promise<Answer>): Promise<Answer> {
  try {
    return await call
  } catch (error) {
    throw error instanceof ORPCError ? error : new ConnectionLost('No answer from Giftdeck', { cause: error })
  }
}

const nobody: Transport = { call: () => Promise.reject(new ConnectionLost('Giftdeck is not connected')) }
let link = nobody

/** The only client of the page. Its transport is replaced at every reconnection. */
export const client: GiftdeckClient = createORPCClient({
  call: (path, input, options) => overTransport(link.call(path, input, options)),
} satisfies Transport)

export function connectThrough(next: Transport | null) {
  link = next ?? nobody
}
