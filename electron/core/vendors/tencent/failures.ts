import type { Reason } from '../../../../shared/sentences/sentences.ts'

export interface Failure {
  reason: Reason
  /**
   * fix: refused until someone changes something. wait: refused before it had an effect, so it is sent again.
   * never: refused, but it may have had an effect such as a charge. unsure: the code does not say whether it was applied.
   * sign-in: the signature is stale; it is renewed and retried once.
   */
  class: 'fix' | 'wait' | 'never' | 'unsure' | 'sign-in'
  /** The whole connection is at fault. Its other sends would fail too, and could lock the account (70050). */
  pauses?: true
  /** The vendor asks for a lower rate. */
  slows?: true
  afterMs?: number
  /** The connection makes no calls for `afterMs`, because each call would extend the lockout. */
  rests?: true
}

/**
 * Codes of the documents "REST API overview" (63398), "Common error codes" (131708) and TUILiveKit's "Error codes" (60027),
 * and the sign-in codes of the vendor's SDK. A code that refuses the signing account or the app pauses the connection.
 */
const failures: Readonly<Record<number, Failure>> = {
  10017: { reason: 'sender-muted', class: 'fix' },

  60002: { reason: 'request-faulty', class: 'fix' },
  60003: { reason: 'request-faulty', class: 'fix' },
  60004: { reason: 'account-or-signature-wrong', class: 'fix', pauses: true },
  60005: { reason: 'account-or-signature-wrong', class: 'fix', pauses: true },
  60006: { reason: 'app-id-invalid', class: 'fix', pauses: true },
  60007: { reason: 'rate-limited', class: 'wait', slows: true },
  60008: { reason: 'vendor-timed-out', class: 'unsure' },
  60009: { reason: 'api-missing', class: 'fix' },
  60010: { reason: 'admin-needed', class: 'fix', pauses: true },
  60011: { reason: 'app-rate-limited', class: 'wait', slows: true },
  60012: { reason: 'request-faulty', class: 'fix' },
  60013: { reason: 'vendor-fault', class: 'unsure' },
  60014: { reason: 'vendor-fault', class: 'unsure' },
  60015: { reason: 'request-faulty', class: 'fix' },
  60016: { reason: 'app-disabled', class: 'fix', pauses: true },
  60017: { reason: 'app-disabled', class: 'fix', pauses: true },
  60018: { reason: 'rate-limited', class: 'wait', slows: true },
  60019: { reason: 'rate-limited', class: 'wait', slows: true },
  60020: { reason: 'package-expired', class: 'fix', pauses: true },
  60021: { reason: 'network-not-allowed', class: 'fix', pauses: true },

  70001: { reason: 'sign-in-expired', class: 'sign-in' },
  70002: { reason: 'sign-in-unreadable', class: 'fix', pauses: true },
  70003: { reason: 'sign-in-unreadable', class: 'fix', pauses: true },
  70005: { reason: 'account-or-signature-wrong', class: 'fix', pauses: true },
  70009: { reason: 'key-mismatch', class: 'fix', pauses: true },
  70013: { reason: 'sign-in-other-account', class: 'fix', pauses: true },
  70014: { reason: 'sign-in-other-app', class: 'fix', pauses: true },
  70016: { reason: 'wrong-region', class: 'fix', pauses: true },
  70020: { reason: 'wrong-region', class: 'fix', pauses: true },
  70050: { reason: 'sign-in-locked-out', class: 'wait', afterMs: 60_000, rests: true },
  70051: { reason: 'account-blocked', class: 'fix', pauses: true },
  70052: { reason: 'sign-in-expired', class: 'sign-in' },
  70107: { reason: 'user-not-imported', class: 'fix' },
  70114: { reason: 'account-restricted', class: 'fix' },
  70169: { reason: 'vendor-fault', class: 'unsure' },
  70202: { reason: 'vendor-fault', class: 'unsure' },
  70206: { reason: 'account-state-wrong', class: 'fix' },
  70398: { reason: 'account-limit-reached', class: 'fix' },
  70402: { reason: 'parameter-refused', class: 'fix' },
  70403: { reason: 'admin-needed', class: 'fix', pauses: true },
  70500: { reason: 'vendor-fault', class: 'unsure' },

  100001: { reason: 'vendor-fault', class: 'unsure' },
  100002: { reason: 'parameter-refused', class: 'fix' },
  100003: { reason: 'vendor-refused', class: 'fix' },
  100004: { reason: 'room-gone', class: 'fix', pauses: true },
  100005: { reason: 'user-not-in-room', class: 'fix' },
  100006: { reason: 'not-a-live-room', class: 'fix' },
  100007: { reason: 'package-missing', class: 'fix' },
  100008: { reason: 'room-full', class: 'fix' },
  100009: { reason: 'vendor-refused', class: 'fix' },
  100010: { reason: 'vendor-refused', class: 'fix' },
  100011: { reason: 'room-id-taken', class: 'fix' },
  100012: { reason: 'rate-limited', class: 'wait', slows: true },
  100013: { reason: 'package-limit-reached', class: 'fix' },
  100015: { reason: 'not-a-live-room', class: 'fix' },
  100016: { reason: 'sender-banned', class: 'fix' },
  100017: { reason: 'sender-muted', class: 'fix' },
  100018: { reason: 'room-password-needed', class: 'fix' },
  100019: { reason: 'room-password-needed', class: 'fix' },
  100020: { reason: 'vendor-refused', class: 'fix' },
  100026: { reason: 'words-not-allowed', class: 'fix' },

  100601: { reason: 'sender-muted', class: 'fix' },
  100602: { reason: 'rate-limited', class: 'wait', slows: true, afterMs: 1000 },
  100603: { reason: 'text-too-long', class: 'fix' },

  102001: { reason: 'gifts-not-enabled', class: 'fix' },
  102002: { reason: 'gift-unknown', class: 'fix' },
  102004: { reason: 'billing-refused', class: 'never' },
  102008: { reason: 'gifts-switched-off', class: 'fix' },
}

/** Codes of the Chat service. They apply only to announcements, because gifts do not use Chat. */
const ofMessages: Readonly<Record<number, Failure>> = {
  10007: { reason: 'no-permission', class: 'fix' },
  10010: { reason: 'room-gone', class: 'fix' },
  10015: { reason: 'room-gone', class: 'fix' },
  10016: { reason: 'webhook-refused', class: 'never' },
  10019: { reason: 'user-not-imported', class: 'fix' },
  10023: { reason: 'rate-limited', class: 'wait', slows: true },
  80001: { reason: 'words-not-allowed', class: 'fix' },
}

export const tencentCodes: readonly number[] = Object.keys(failures).map(Number)
export const messageCodes: readonly number[] = Object.keys(ofMessages).map(Number)

/** `api` is the call that was answered. An unlisted code is `unsure`, because the send may have been applied. */
export function tencentFailure(code: number, api = ''): Failure {
  const listed = failures[code] ?? (api === 'send_text_msg' ? messageFailure(code) : undefined)
  if (listed) return listed
  // Codes of the customer's billing webhook ("Callback before sending gifts", document 72210).
  if (code >= 102_100 && code <= 102_200) return { reason: 'billing-refused-with-code', class: 'never' }
  return { reason: 'code-unlisted', class: 'unsure' }
}

/** The codes of the range come from the customer's own webhook. */
const messageFailure = (code: number): Failure | undefined =>
  code >= 120_001 && code <= 130_000 ? { reason: 'webhook-refused', class: 'never' } : ofMessages[code]
