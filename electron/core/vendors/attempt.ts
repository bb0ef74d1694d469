import type { Exchange, Log, Post } from '../ports.ts'
import { stackOf } from '../platform/run-safely.ts'
import { whyUnsendable, type Answer, type Trouble } from './vendor.ts'

/** A signed call. Subtypes add what is needed to read its answer. */
interface Signed {
  url: URL
  body: string
}

/**
 * Makes one call to a vendor. A failure before `post` proves that nothing was sent. After that the call may have arrived,
 * even if only our reading of the answer failed, so the outcome is `unknown`. Never rejects.
 */
export async function attempt<Secret, Made extends Signed, T>(deps: {
  log: Pick<Log, 'error'>
  secret(): Promise<Secret>
  sign(secret: Secret): Made
  post: Post
  read(exchange: Exchange, made: Made): Answer<T>
}): Promise<Answer<T>> {
  let secret: Secret
  try {
    secret = await deps.secret()
  } catch {
    return failure({ state: 'refused', reason: 'secret-missing', pauses: true })
  }
  let made: Made
  try {
    made = deps.sign(secret)
  } catch (error) {
    deps.log.error('A call could not be signed.', { stack: stackOf(error) })
    return failure({ state: 'refused', reason: whyUnsendable(error) })
  }
  let exchange: Exchange
  try {
    exchange = await deps.post(made.url, made.body)
  } catch (error) {
    deps.log.error('A call failed on the line.', { stack: stackOf(error) })
    return failure({ state: 'unknown', reason: 'sending-failed' })
  }
  try {
    return deps.read(exchange, made)
  } catch (error) {
    deps.log.error("A vendor's answer could not be read.", { stack: stackOf(error) })
    return failure({ state: 'unknown', reason: 'answer-unreadable' })
  }
}

const failure = (trouble: Trouble) => ({ ok: false, trouble }) as const

export interface Renewable<T> {
  current(): T
  /** True if a retry may succeed: the value was renewed now, or had already been replaced since it was used. */
  refused(used: T): boolean
  accepted(used: T): void
}

/**
 * A value that the vendor may refuse as stale: a sign-in or a clock correction. It is renewed after the first refusal. A
 * second refusal in a row means that renewing does not help. Calls in flight with the old value may be retried too.
 */
export function renewOnce<T extends object>(first: T, renew: () => T): Renewable<T> {
  let current = first
  let renewedWithoutSuccess = false
  return {
    current: () => current,
    refused(used) {
      if (used !== current) return true
      const mayRetry = !renewedWithoutSuccess
      renewedWithoutSuccess = true
      // Renew even if this call is not retried. The host may have corrected the clock, and the next call then succeeds.
      current = renew()
      return mayRetry
    },
    accepted(used) {
      if (used === current) renewedWithoutSuccess = false
    },
  }
}
