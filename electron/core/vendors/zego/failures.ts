import type { Reason } from '../../../../shared/sentences/sentences.ts'

export interface Failure {
  reason: Reason
  /**
   * fix: refused, someone must change something. wait: the same ids may go out again by themselves.
   * clock: the signature's time was refused; the clock is corrected once.
   */
  class: 'fix' | 'wait' | 'clock'
  /** The whole connection or its game is at fault: the rest of its line would fail alike. */
  pauses?: true
  /** The vendor asks for a lower rate. */
  slows?: true
  /** What one of the gifts holds may be at fault, so it takes the others down with it. */
  ofOneGift?: true
}

/** Codes of MiniGame's "Error codes" and "Calling method", and of the gateway ZEGO's products share. */
const outer: Readonly<Record<number, Failure>> = {
  // The code for too many calls is not documented for MiniGame; sibling products use these two.
  7: { reason: 'rate-limited', class: 'wait', slows: true },
  206: { reason: 'rate-limited', class: 'wait', slows: true },

  7200004: { reason: 'parameter-refused', class: 'fix', ofOneGift: true },
  7200401: { reason: 'vendor-refused', class: 'fix' },
  7201003: { reason: 'vendor-refused', class: 'fix' },
  7201005: { reason: 'vendor-refused', class: 'fix' },
  7202000: { reason: 'game-service-failed', class: 'wait' },
  7202001: { reason: 'game-not-found', class: 'fix', pauses: true },
  7202002: { reason: 'game-id-invalid', class: 'fix', ofOneGift: true },
  7202003: { reason: 'game-platform-not-enabled', class: 'fix', pauses: true },
  7203001: { reason: 'signature-refused', class: 'fix', pauses: true },
  7204002: { reason: 'vendor-refused', class: 'fix' },
  7205001: { reason: 'vendor-refused', class: 'fix' },
  7206001: { reason: 'game-not-started', class: 'fix', pauses: true },
  7206004: { reason: 'game-held-by-other-host', class: 'fix' },
  7206005: { reason: 'rate-limited', class: 'wait', slows: true },
  7208000: { reason: 'game-refused', class: 'fix', ofOneGift: true },
  7210000: { reason: 'game-service-failed', class: 'wait' },
  7210001: { reason: 'game-service-abnormal', class: 'fix' },

  100000000: { reason: 'request-faulty', class: 'fix' },
  100000001: { reason: 'app-id-invalid', class: 'fix', pauses: true },
  100000002: { reason: 'request-faulty', class: 'fix' },
  100000003: { reason: 'request-faulty', class: 'fix' },
  100000004: { reason: 'signature-expired', class: 'clock' },
  100000005: { reason: 'signature-refused', class: 'fix', pauses: true },
  100000006: { reason: 'request-faulty', class: 'fix' },
  100000007: { reason: 'api-missing', class: 'fix' },
  100000008: { reason: 'request-faulty', class: 'fix' },
  100000009: { reason: 'request-faulty', class: 'fix' },
  100000010: { reason: 'app-id-invalid', class: 'fix', pauses: true },
  100000011: { reason: 'app-id-invalid', class: 'fix', pauses: true },
  100000012: { reason: 'request-faulty', class: 'fix', ofOneGift: true },
  100000013: { reason: 'request-faulty', class: 'fix' },
  100000014: { reason: 'request-faulty', class: 'fix' },
  100000015: { reason: 'game-service-failed', class: 'wait' },
  100000016: { reason: 'game-platform-not-enabled', class: 'fix', pauses: true },
  100000017: { reason: 'game-platform-not-enabled', class: 'fix', pauses: true },
}

export interface GiftFailure {
  reason: Reason
  state: 'refused' | 'processing'
}

/** Results of "Send gifts" and "Check results". A refused gift has spent its MsgId; only 10006 keeps it. */
const results: Readonly<Record<number, GiftFailure>> = {
  10003: { reason: 'viewer-not-in-game', state: 'refused' },
  10004: { reason: 'gift-not-agreed', state: 'refused' },
  10005: { reason: 'gift-delivery-failed', state: 'refused' },
  10006: { reason: 'game-still-working', state: 'processing' },
}

export const zegoCodes: readonly number[] = Object.keys(outer).map(Number)
export const zegoResults: readonly number[] = Object.keys(results).map(Number)

/**
 * An outer code other than 0 means that the whole batch failed and no MsgId was recorded ("Send gifts"). That rule
 * names no codes, so one that is not listed is refused as well: known not to have happened, and not repeated.
 */
export const zegoFailure = (code: number): Failure =>
  outer[code] ?? { reason: 'vendor-refused', class: 'fix', ofOneGift: true }

/** Whatever an unlisted result means, the vendor recorded it: the id is spent and no repeat could change it. */
export const giftFailure = (result: number): GiftFailure =>
  results[result] ?? { reason: 'gift-refused', state: 'refused' }
