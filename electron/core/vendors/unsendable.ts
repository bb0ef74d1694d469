import type { Reason } from '../../../shared/sentences/sentences.ts'

/** Why no call can be built of a send, in words for its receipt. Anything else thrown while building is a fault of ours. */
export class Unsendable extends Error {
  readonly reason: Reason

  constructor(reason: Reason) {
    super(reason)
    this.reason = reason
  }
}

export const whyUnsendable = (error: unknown): Reason => (error instanceof Unsendable ? error.reason : 'call-not-built')
