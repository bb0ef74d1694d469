import type { Accepted } from '../../../shared/contract/send.ts'
import { badField } from '../fail.ts'
import type { Deck } from '../app-parts.ts'
import { accepted } from './press.ts'
import { findSend } from './find-send.ts'

const keptMs = 24 * 60 * 60 * 1_000
const pressing = new WeakMap<Deck, Map<string, Promise<Accepted>>>()

/** The same Idempotency-Key within 24 h answers the first send again, also while that one is still being recorded. */
export async function once(parts: Deck, key: string | undefined, run: () => Promise<Accepted>): Promise<Accepted> {
  if (key === undefined) return run()
  if (key.length === 0 || key.length > 255) throw badField('Idempotency-Key', 'must be 1 to 255 characters')
  const running = pressing.get(parts) ?? new Map<string, Promise<Accepted>>()
  pressing.set(parts, running)
  const first = running.get(key)
  if (first) return first
  const press = (async () => {
    const known = await parts.ledger.idempotent(key, parts.clock.now() - keptMs)
    return known === null ? run() : accepted(await findSend(parts, known))
  })()
  running.set(key, press)
  try {
    return await press
  } finally {
    running.delete(key)
  }
}
