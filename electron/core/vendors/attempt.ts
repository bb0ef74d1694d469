import type { Exchange, Log, Post } from '../ports.ts'
import { stackOf } from '../platform/run-safely.ts'
import { whyUnsendable, type Answer, type Trouble } from './vendor.ts'

/** A call as it goes out, with what its answer is read by. */
interface Signed {
  url: URL
  body: string
}

/**
 * One call of a vendor, in the parts that can fail. What fails before the post has provably sent nothing; what fails from
 * the post on, in our own reading too, may have arrived. Resolves always.
 */
export async function attempt<Secret, Made extends Signed, T>(of: {
  log: Pick<Log, 'error'>
  secret(): Promise<Secret>
  sign(secret: Secret): Made
  post: Post
  read(exchange: Exchange, made: Made): Answer<T>
}): Promise<Answer<T>> {
  let secret: Secret
  try {
    secret = await of.secret()
  } catch {
    return no({ state: 'refused', reason: 'secret-missing', pauses: true })
  }
  let made: Made
  try {
    made = of.sign(secret)
  } catch (error) {
    of.log.error('A call could not be signed.', { stack: stackOf(error) })
    return no({ state: 'refused', reason: whyUnsendable(error) })
  }
  let exchange: Exchange
  try {
    exchange = await of.post(made.url, made.body)
  } catch (error) {
    of.log.error('A call failed on the line.', { stack: stackOf(error) })
    return no({ state: 'unknown', reason: 'sending-failed' })
  }
  try {
    return of.read(exchange, made)
  } catch (error) {
    of.log.error("A vendor's answer could not be read.", { stack: stackOf(error) })
    return no({ state: 'unknown', reason: 'answer-unreadable' })
  }
}

const no = (trouble: Trouble) => ({ ok: false, trouble }) as const

export interface Mendable<T> {
  current(): T
  /** True when another try is worth it: this value was mended just now, or has been replaced since it was used. */
  refused(used: T): boolean
  accepted(used: T): void
}

/**
 * A value the vendor may refuse as stale (a sign-in, a clock correction): mended once, and a second refusal in a row
 * means that mending does not help. Calls that were in flight with the old value follow the first of them.
 */
export function mendOnce<T extends object>(first: T, mend: () => T): Mendable<T> {
  let current = first
  let mendedInVain = false
  return {
    current: () => current,
    refused(used) {
      if (used !== current) return true
      const worthATry = !mendedInVain
      mendedInVain = true
      // Also where this call ends here: the host may set the clock right, and the next call should profit from it.
      current = mend()
      return worthATry
    },
    accepted(used) {
      if (used === current) mendedInVain = false
    },
  }
}
