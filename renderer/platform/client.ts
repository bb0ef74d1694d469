import { createORPCClient, ORPCError } from '@orpc/client'
import type { ClientLink } from '@orpc/client'
import type { ContractRouterClient } from '@orpc/contract'
import type { contract } from '../../shared/contract/index.ts'

export type GiftdeckClient = ContractRouterClient<typeof contract>
export type Transport = ClientLink<Record<never, never>>

/** There is no line, or it broke before the answer was whole: nobody here knows whether the call arrived. */
export class ConnectionLost extends Error {}

/** What Giftdeck answers is an ORPCError; everything else that goes wrong on the way is the line. */
export async function overTransport<Answer>(call: Promise<Answer>): Promise<Answer> {
  try {
    return await call
  } catch (error) {
    throw error instanceof ORPCError ? error : new ConnectionLost('No answer from Giftdeck', { cause: error })
  }
}

const nobody: Transport = { call: () => Promise.reject(new ConnectionLost('Giftdeck is not connected')) }
let link = nobody

/** One client for the page's whole life; what carries its calls is replaced at every reconnection. */
export const client: GiftdeckClient = createORPCClient({
  call: (path, input, options) => overTransport(link.call(path, input, options)),
} satisfies Transport)

export function connectThrough(next: Transport | null) {
  link = next ?? nobody
}
