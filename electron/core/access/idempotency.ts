import { createHash } from 'node:crypto'
import type { Accepted } from '../../../shared/contract/send.ts'
import { badField, fail } from '../errors/call-errors.ts'
import type { ActiveSends, CallKey } from '../ledger/active-sends.ts'
import type { Ledger } from '../ledger/ledger.ts'
import { accepted } from '../ledger/send.ts'

/** The key of a call with what it stands for: the route and the parsed body, so that `{}` and its defaults are the same. */
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
   * The same Idempotency-Key within 24 h answers the sends it made again, also while they are still being recorded. With
   * another call it is refused: it cannot mean both.
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
  /** Calls whose sends are not on the disk yet. */
  const pressing = new Map<string, { call: string | null; sends: Promise<Accepted[]> }>()

  async function once(of: CallKey | undefined, run: () => Promise<Accepted[]>) {
    if (of === undefined) return run()
    const first = pressing.get(of.key)
    if (first) {
      refuseOther(of, first.call)
      return first.sends
    }
    const sends = find(deps, of).then((known) => known ?? run())
    pressing.set(of.key, { call: of.call, sends })
    try {
      return await sends
    } finally {
      pressing.delete(of.key)
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

/** An older build stored no hash. Such a key matches any call. */
function refuseOther(of: CallKey, call: string | null) {
  if (call === null || call === of.call) return
  throw fail(
    'KEY_REUSED',
    'This Idempotency-Key belongs to another call: its route or body was different. Nothing was sent. Use a new key for every call.',
  )
}
