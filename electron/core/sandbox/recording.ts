/** What the simulated vendors applied, regardless of their answers; for tests. Times in ms by the vendors' clock. */
export interface Recording {
  tencent: {
    /** One entry per receiver and applied `send_gift`. Gifts of simulated viewers appear only in `totals`. */
    gifts: TencentGift[]
    messages: TencentMessage[]
    totals: ReceiverTotals[]
  }
  zego: {
    /** One entry per consumed MsgId, including failed ones. `applied` = the game showed it. */
    gifts: ZegoGift[]
    comments: ZegoComment[]
    likes: { at: number; roomId: string; userId: string; amount: number; applied: boolean }[]
  }
  /** Number of complete requests by call. */
  calls: Record<string, number>
  lanes: LaneRecord[]
  /** Requests that break the vendor's documentation. Giftdeck's tests expect none. */
  malformed: { at: number; call: string; reason: string; body: string }[]
  /** Number of entries that were not recorded because a list was full (200,000 entries). */
  forgotten: number
}

interface TencentGift {
  at: number
  roomId: string
  giftId: string
  count: number
  coins: number
  from: string
  to: string
  requestId: string
  body: unknown
}

interface TencentMessage {
  at: number
  roomId: string
  sender: string
  text: string
  extensionInfo: string | null
  msgSeq: number
  shown: boolean
  requestId: string
  body: unknown
}

export interface Share {
  count: number
  coins: number
}

export interface ReceiverTotals extends Share {
  roomId: string
  receiver: string
  senders: number
  /** The gifts sent through the API, and those of the simulated viewers. */
  api: Share
  viewers: Share
}

interface ZegoGift {
  at: number
  roomId: string
  msgId: string
  userId: string
  giftId: string
  value: number
  num: number
  receiverId: string | null
  timestamp: number
  result: number
  applied: boolean
  /** The part of the request for this gift. */
  body: unknown
}

interface ZegoComment {
  at: number
  roomId: string
  userId: string
  content: string
  joined: boolean
}

/** The calls of a lane. Lanes are named `tencent send_gift`, `tencent messages ROOM`, `zego SendDanmakuGifts ROOM`. */
export interface LaneRecord {
  lane: string
  limit: number
  calls: number
  /** Most calls that arrived in any sliding second, including refused ones. */
  worstSecond: number
  /** Number of calls that were refused or dropped because of the limit. */
  tooMany: number
}
