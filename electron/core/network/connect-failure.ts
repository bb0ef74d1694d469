import type { NeverLeft } from '../ports.ts'

/** Why no connection stands. None of the call's bytes left, so the call may go out again. */
export class ConnectFailure extends Error {
  /** Undici reads codes: some make it try for ever, so each failure brings one that it does not know. */
  readonly code = 'GIFTDECK_CONNECT'
  readonly why: NeverLeft

  constructor(why: NeverLeft, cause?: unknown) {
    super(why, { cause })
    this.why = why
  }
}
