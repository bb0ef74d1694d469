/** The calls to which a fault applies. `{}` = every call until it is switched off. */
interface Trigger {
  /** Number of calls that are still affected; counts down to 0. */
  times?: number
  /** Probability from 0 to 1 for each matching call, from the seeded random numbers. */
  chance?: number
  /** Only these calls: `send_gift`, `SendDanmakuGifts`, ... */
  only?: readonly string[]
  /** Number of matching calls that are not affected first; counts down. */
  skip?: number
}

/** `null` = off. */
export type Switch<Detail = unknown> = (Trigger & Detail) | null
/** With `upToMs`, a seeded random time between `ms` and `upToMs`. */
export interface Wait {
  ms: number
  upToMs?: number
}

export interface Faults {
  resetBefore: Switch
  http502: Switch
  http429: Switch<{ retryAfter?: string }>
  hangBefore: Switch<Wait>
  refuse: Switch<{ code: number }>
  signatureExpired: Switch
  featureOff: Switch
  giftsOff: Switch
  webhook: Switch<{ decision: 'refuse' | 'slow' | 'garbled' | number }>
  dropMessages: Switch<{ reason?: string }>
  roomStatsMissing: Switch
  gameStopped: Switch
  viewersLeave: Switch
  spoiledGift: Switch<{ giftIds: readonly string[]; code?: number }>
  result: Switch<{ result: number }>
  stillProcessing: Switch<{ tries: number; end?: number }>
  slowGame: Switch<Wait>

  answerLost: Switch
  resetAfter: Switch
  http500After: Switch<{ status?: number }>
  hangAfter: Switch<Wait>
  refuseAfter: Switch<{ code: number }>

  slowHeader: Switch<Wait>
  slowBody: Switch<Wait>
  truncated: Switch
  malformedJson: Switch
  html: Switch
  packed: Switch
  byteOrderMark: Switch
  unaskedContinue: Switch
  wrongContentType: Switch
  hugeBody: Switch<{ bytes?: number }>
  totalsFlat: Switch
  resultsAsText: Switch
  missingRow: Switch
  doubledRow: Switch
  foreignRow: Switch
  reversedRows: Switch
  launchCodeAsNumber: Switch

  mutedSenders: readonly string[]
  clockSkewMs: number
  memoryAgeMs: number
}

type States = 'mutedSenders' | 'clockSkewMs' | 'memoryAgeMs'
export type FaultName = Exclude<keyof Faults, States>

/**
 * before = the call is not applied. after = it is applied, but the answer does not show it. answer = it is applied, and the
 * answer is malformed. state = a lasting state of the vendor.
 */
type Phase = 'before' | 'after' | 'answer' | 'state'

export const faultTable: Record<keyof Faults, readonly [phase: Phase, does: string]> = {
  resetBefore: ['before', 'resets the connection'],
  http502: ['before', 'answers 502 with a proxy page'],
  http429: ['before', 'answers 429 with Retry-After: 1, or `retryAfter`'],
  hangBefore: ['before', 'waits, then applies and answers: lands after a time-out, even if the caller left'],
  refuse: ['before', 'answers this Tencent ErrorCode or ZEGO Code'],
  signatureExpired: ['before', 'answers 70001 or 100000004'],
  featureOff: ['before', 'Tencent: gifts are not in the package (102001)'],
  giftsOff: ['before', "Tencent: the room's gift switch is off (102008)"],
  webhook: [
    'before',
    'Tencent: the pre-gift webhook says no, takes over 2 s, talks nonsense, or passes a code through',
  ],
  dropMessages: ['before', 'Tencent: a message is not shown, code 0, MsgDropReason = reason or MsgFreqCtrl'],
  roomStatsMissing: ['before', 'Tencent: get_room_stats is unknown (60009), get_room_statistic is there'],
  gameStopped: ['before', 'ZEGO: the game is not started (7206001)'],
  viewersLeave: ['before', 'ZEGO: everyone leaves the game just before the gifts'],
  spoiledGift: [
    'before',
    'ZEGO: a call that carries one of these gifts is refused whole (7200004 or code), and nothing of it is recorded',
  ],
  result: ['before', 'ZEGO: one gift is consumed with this Result and has no effect; struck per gift'],
  stillProcessing: [
    'before',
    'ZEGO: one gift answers 10006 for so many sends or queries, then ends with `end`, or as it would have',
  ],
  slowGame: ['before', 'ZEGO: the game takes this long for a call; meanwhile its MsgIds answer 10006'],
  answerLost: ['after', 'closes the connection without a byte'],
  resetAfter: ['after', 'resets the connection'],
  http500After: ['after', 'answers 500 (or status) with a proxy page'],
  hangAfter: ['after', 'waits before the first byte of the answer'],
  refuseAfter: ['after', 'answers this code although the effect is there'],
  slowHeader: ['answer', 'sends half of the header, waits, sends the rest'],
  slowBody: ['answer', 'sends half of the body, waits, sends the rest'],
  truncated: ['answer', 'sends half of the body and closes'],
  malformedJson: ['answer', 'sends a whole body that is not JSON'],
  html: ['answer', 'sends a web page with status 200'],
  packed: ['answer', 'sends it gzipped, whatever was asked for'],
  byteOrderMark: ['answer', 'sends a byte order mark before the JSON'],
  unaskedContinue: ['answer', 'sends an unasked "100 Continue" before the answer'],
  wrongContentType: ['answer', 'sends the right JSON as text/html'],
  hugeBody: ['answer', 'sends right JSON behind this many spaces (32 MiB)'],
  totalsFlat: ['answer', 'Tencent: totals beside ErrorCode instead of in Response'],
  resultsAsText: ['answer', 'ZEGO: Results is JSON text'],
  missingRow: ['answer', 'ZEGO: the first row of Results is missing'],
  doubledRow: ['answer', 'ZEGO: every row of Results comes twice'],
  foreignRow: ['answer', 'ZEGO: Results starts with a row nobody asked for'],
  reversedRows: ['answer', 'ZEGO: Results comes in the opposite order'],
  launchCodeAsNumber: ['answer', 'ZEGO: GameLaunchCode is a number'],
  mutedSenders: ['state', 'Tencent: these accounts may not post (100601)'],
  clockSkewMs: ['state', "the vendors' clocks are off by this: expiry, Date header, message times"],
  memoryAgeMs: ['state', "ZEGO's memory of MsgIds is this much older: 24 h and Duration without waiting"],
}
