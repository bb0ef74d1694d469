import { createHash } from 'node:crypto'
import type { Accepted } from '../../../shared/contract/send.ts'
import { badField, fail } from '../errors/call-errors.ts'
import type { ActiveSends, CallKey } from '../ledger/active-sends.ts'
import type { Ledger } from '../ledger/ledger.ts'
import { accepted } from '../ledger/send.ts'

/**
 * The caller's key with a hash of the route and the parsed body. The body is hashed after parsing, so that `{}` and the
 * same defaults written out count as one call. Throws BAD_REQUEST for an empty or too long key.
 */
export function keyOf(idempotencyKey: string | undefined, route: string, input: unknown): CallKey | undefined {
  if (idempotencyKey === undefined) return undefined
  if (idempotencyKey.length === 0 || idempotencyKey.length > 255)
    throw badField('Idempotency-Key', 'must be 1 to 255 characters')
  const call = createHash('sha256')
    .update(JSON.stringify([route, input ?? null]))
    .digest('hex')
  return { key: idempotencyKey, call }
}

export interface Idempotency {
  /**
   * Runs the call once for each key. A repeat within 24 h gets the sends of the first call, even while those are still
   * being recorded. The same key with a different call is refused as KEY_REUSED.
   */
  once: (of: CallKey | undefined, run: () => Promise<Accepted[]>) => Promise<Accepted[]>
  /** `once` for a call that makes one send. */
  onceOne: (of: CallKey | undefined, run: () => Promise<Accepted>) => Promise<Accepted>
}

interface IdempotencyDeps {
  ledger: Ledger
  activeSends: ActiveSends
}

export function createIdempotency(deps: IdempotencyDeps): Idempotency {
  /** Calls whose sends are not on the disk yet, by key. */
  const inProgress = new Map<string, { call: string | null; sends: Promise<Accepted[]> }>()

  async function once(of: CallKey | undefined, run: () => Promise<Accepted[]>) {
    if (of === undefined) return run()
    const first = inProgress.get(of.key)
    if (first) {
      refuseOther(of, first.call)
      return first.sends
    }
    const sends = find(deps, of).then((known) => known ?? run())
    inProgress.set(of.key, { call: of.call, sends })
    try {
      return await sends
    } finally {
      inProgress.delete(of.key)
    }
  }
  return {
    once,
    async onceOne(of, run) {
      const [send] = await once(of, async () => [await run()])
      return send!
    },
  }
}

async function find({ ledger, activeSends }: IdempotencyDeps, of: CallKey): Promise<Accepted[] | null> {
  const known = await ledger.keyed(of.key)
  if (known === null) return null
  refuseOther(of, known.call)
  return Promise.all(
    known.sendIds.map(async (id) => {
      const send = activeSends.seen(id) ?? (await ledger.get(id))
      if (send) return accepted(activeSends.view(send))
      throw fail(
        'NOT_FOUND',
        `This Idempotency-Key made the send ${id}, which is no longer in the ledger. Nothing was sent again.`,
      )
    }),
  )
}

/** Throws KEY_REUSED for a different call. A key that an older build stored has no hash and matches any call. */
function refuseOther(of: CallKey, call: string | null) {
  if (call === null || call === of.call) return
  throw fail(
    'KEY_REUSED',
    'This Idempotency-Key belongs to another call: its route or body was different. Nothing was sent. Use a new key for every call.',
  )
}
