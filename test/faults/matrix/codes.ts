import type { Reason } from '../../../shared/sentences/sentences.ts'

/** What a vendor's code means for a send that gets it at every attempt. */
export interface Meaning {
  state: 'refused' | 'unknown'
  /** The key of the sentence shown to the host; see shared/sentences. */
  reason: Reason
  /** How many calls the vendor gets. */
  calls: number
  /** The other sends are held, since they would fail alike. */
  pauses: boolean
}

const meaning = (state: Meaning['state'], calls: number, pauses: boolean) => (reason: Reason) => ({
  state,
  reason,
  calls,
  pauses,
})
/** A person must change something. */
const refuses = meaning('refused', 1, false)
/** A person must change something that concerns the whole connection. */
const pauses = meaning('refused', 1, true)
/** The send was not applied. After the first attempt and three retries, the last cause stays. */
const waits = meaning('refused', 4, false)
/** A new signature or a corrected clock is tried once. */
const renews = meaning('refused', 2, true)
/** The outcome is unknown, so the receipt claims none, and nothing is sent again. */
const unsure = meaning('unknown', 1, false)
const all = (codes: readonly number[], each: Meaning): Record<number, Meaning> =>
  Object.fromEntries(codes.map((code) => [code, each]))

/** Every code that Tencent documents for any call, and the meaning of undocumented ones. */
const tencent: Record<number, Meaning> = {
  10017: refuses('sender-muted'),
  ...all([60002, 60003, 60012, 60015], refuses('request-faulty')),
  ...all([60004, 60005, 70005], pauses('account-or-signature-wrong')),
  60006: pauses('app-id-invalid'),
  ...all([60007, 60018, 60019, 100012, 100602], waits('rate-limited')),
  60008: unsure('vendor-timed-out'),
  60009: refuses('api-missing'),
  ...all([60010, 70403], pauses('admin-needed')),
  60011: waits('app-rate-limited'),
  ...all([60013, 60014, 70169, 70202, 70500, 100001], unsure('vendor-fault')),
  ...all([60016, 60017], pauses('app-disabled')),
  60020: pauses('package-expired'),
  60021: pauses('network-not-allowed'),
  ...all([70001, 70052], renews('sign-in-expired')),
  ...all([70002, 70003], pauses('sign-in-unreadable')),
  70009: pauses('key-mismatch'),
  70013: pauses('sign-in-other-account'),
  70014: pauses('sign-in-other-app'),
  ...all([70016, 70020], pauses('wrong-region')),
  70050: waits('sign-in-locked-out'),
  70051: pauses('account-blocked'),
  70107: refuses('user-not-imported'),
  70114: refuses('account-restricted'),
  70206: refuses('account-state-wrong'),
  70398: refuses('account-limit-reached'),
  ...all([70402, 100002], refuses('parameter-refused')),
  ...all([100003, 100009, 100010, 100020], refuses('vendor-refused')),
  100004: pauses('room-gone'),
  100005: refuses('user-not-in-room'),
  ...all([100006, 100015], refuses('not-a-live-room')),
  100007: refuses('package-missing'),
  100008: refuses('room-full'),
  100011: refuses('room-id-taken'),
  100013: refuses('package-limit-reached'),
  100016: refuses('sender-banned'),
  ...all([100017, 100601], refuses('sender-muted')),
  ...all([100018, 100019], refuses('room-password-needed')),
  100026: refuses('words-not-allowed'),
  100603: refuses('text-too-long'),
  102001: refuses('gifts-not-enabled'),
  102002: refuses('gift-unknown'),
  102004: refuses('billing-refused'),
  102008: refuses('gifts-switched-off'),
  ...all([102100, 102150, 102200], refuses('billing-refused-with-code')),
  ...all([-1, 1, 60022, 61000, 79999, 102099, 102201, 120000, 130001], unsure('code-unlisted')),
}

/** Codes of Chat: an announcement goes through Chat, a gift does not. */
const ofMessages: Record<number, Meaning> = {
  10007: refuses('no-permission'),
  ...all([10010, 10015], refuses('room-gone')),
  ...all([10016, 120001, 125000, 130000], refuses('webhook-refused')),
  10019: refuses('user-not-imported'),
  10023: waits('rate-limited'),
  80001: refuses('words-not-allowed'),
}

/** ZEGO's codes for a whole call. Such a call records nothing, so it is refused even if the code is undocumented. */
const zego: Record<number, Meaning> = {
  ...all([7, 206, 7206005], waits('rate-limited')),
  7200004: refuses('parameter-refused'),
  ...all([1, 999, 7200401, 7201003, 7201005, 7204002, 7205001], refuses('vendor-refused')),
  ...all([7202000, 7210000, 100000015], waits('game-service-failed')),
  7202001: pauses('game-not-found'),
  7202002: refuses('game-id-invalid'),
  ...all([7202003, 100000016, 100000017], pauses('game-platform-not-enabled')),
  ...all([7203001, 100000005], pauses('signature-refused')),
  7206001: pauses('game-not-started'),
  7206004: refuses('game-held-by-other-host'),
  7208000: refuses('game-refused'),
  7210001: refuses('game-service-abnormal'),
  ...all(
    [100000000, 100000002, 100000003, 100000006, 100000008, 100000009, 100000012, 100000013, 100000014],
    refuses('request-faulty'),
  ),
  ...all([100000001, 100000010, 100000011], pauses('app-id-invalid')),
  100000004: renews('signature-expired'),
  100000007: refuses('api-missing'),
}

/** ZEGO's results of one gift. 10006, which ends later, has rows of its own in table.ts. */
export const results: Record<number, Meaning> = {
  10003: refuses('viewer-not-in-game'),
  10004: refuses('gift-not-agreed'),
  10005: refuses('gift-delivery-failed'),
  10099: refuses('gift-refused'),
}

export const codes = {
  gift: { ...tencent, ...all(Object.keys(ofMessages).map(Number), unsure('code-unlisted')) },
  announcement: { ...tencent, ...ofMessages },
  zego,
}
export const onlyOfMessages = Object.keys(ofMessages).map(Number)
