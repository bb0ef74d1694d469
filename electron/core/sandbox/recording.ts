/** The vendors' own record, for tests: what really happened, whatever the answers said. Times are the vendor's, in ms. */
export interface Recording {
  tencent: {
    /** One entry per receiver and applied `send_gift`. What viewers sent is in the totals only. */
    gifts: TencentGift[]
    messages: TencentMessage[]
    totals: ReceiverTotals[]
  }
  zego: {
    /** One entry per consumed MsgId, failures included; `applied` = the game showed it. */
    gifts: ZegoGift[]
    comments: ZegoComment[]
    likes: { at: number; roomId: string; userId: string; amount: number; applied: boolean }[]
  }
  /** Requests that arrived whole, by call. */
  calls: Record<string, number>
  lanes: LaneTruth[]
  /** Requests a careful client never makes. Empty in the app's tests. */
  malformed: { at: number; call: string; reason: string; body: string }[]
  /** Entries dropped because a list was full: 0 unless a run makes more than 200,000 of one kind. */
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
  /** What came through the API, and what the simulated viewers sent. */
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
  /** This gift's own part of the request. */
  body: unknown
}

interface ZegoComment {
  at: number
  roomId: string
  userId: string
  content: string
  joined: boolean
}

/** `tencent send_gift`, `tencent messages ROOM`, `zego SendDanmakuGifts ROOM`. */
export interface LaneTruth {
  lane: string
  limit: number
  calls: number
  /** The most that arrived in any sliding second, refused ones included. */
  worstSecond: number
  /** Refused or dropped for coming too fast. */
  tooMany: number
}
