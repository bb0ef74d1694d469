import type { Exchange } from '../ports.ts'
import { redact } from './redact.ts'

/**
 * The answer without what signed the question, should the vendor quote it: its words go into receipts, which are kept, shown
 * and exported.
 */
export function withoutSecrets(exchange: Exchange, secrets: readonly string[]): Exchange {
  if (exchange.kind !== 'answer') return exchange
  let body = redact(exchange.body)
  for (const secret of secrets) if (secret !== '') body = body.replaceAll(secret, '[hidden]')
  return { ...exchange, body }
}
