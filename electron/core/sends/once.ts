import type { Accepted } from '../../../shared/contract/send.ts'
import { badField, fail } from '../fail.ts'
import type { AppParts } from '../app-parts.ts'
import { keysKeptMs } from '../ledger/ledger.ts'
import { accepted } from './press.ts'

const pressing = new WeakMap<AppParts, Map<string, Promise<Accepted>>>()

/** The same Idempotency-Key within 24 h answers the first send again, also while that one is still being recorded. */
export async function once(parts: AppParts, key: string | undefined, run: () => Promise<Accepted>): Promise<Accepted> {
  if (key === undefined) return run()
  if (key.length === 0 || key.length > 255) throw badField('Idempotency-Key', 'must be 1 to 255 characters')
  const running = pressing.get(parts) ?? new Map<string, Promise<Accepted>>()
  pressing.set(parts, running)
  const first = running.get(key)
  if (first) return first
  const press = (async () => {
    const known = await parts.ledger.idempotent(key, parts.clock.now() - keysKeptMs)
    if (known === null) return run()
    const send = parts.book.seen(known) ?? (await parts.ledger.get(known))
    if (send) return accepted(parts.book.view(send))
    throw fail(
      'NOT_FOUND',
      `This Idempotency-Key made the send ${known}, which was erased since. Nothing was sent again.`,
    )
  })()
  running.set(key, press)
  try {
    return await press
  } finally {
    running.delete(key)
  }
}
