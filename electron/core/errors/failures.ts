/** The ledger could not write the record, so nothing may be sent that relies on it. */
export class CannotRecord extends Error {
  override name = 'CannotRecord'
  /** Nothing can be recorded before the next start, so a retry is useless. */
  readonly forGood: boolean
  /** The ledger's file was renamed, deleted or replaced while Giftdeck ran. */
  readonly moved: boolean

  constructor(message: string, { forGood = false, moved = false }: { forGood?: boolean; moved?: boolean } = {}) {
    super(message)
    this.forGood = forGood
    this.moved = moved
  }
}

/** The reason why Giftdeck cannot start. Message and advice are sentences for the host. */
export class StartFailure extends Error {
  override name = 'StartFailure'
  readonly advice: string

  constructor(message: string, advice: string, options?: ErrorOptions) {
    super(message, options)
    this.advice = advice
  }
}
