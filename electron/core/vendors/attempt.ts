import type { Exchange, Log, Post } from '../ports.ts'
import { stackOf } from '../safely.ts'
import { whyUnsendable } from './unsendable.ts'
import type { Answer, Trouble } from './vendor.ts'

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
