/** The reason why Giftdeck cannot start. Message and advice are sentences for the host. */
export class StartFailure extends Error {
  override name = 'StartFailure'
  readonly advice: string

  constructor(message: string, advice: string, options?: ErrorOptions) {
    super(message, options)
    this.advice = advice
  }
}
