/** The vendors' documented limits, in calls or messages per sliding second. */
export interface Limits {
  /** Per SDKAppID and API. */
  tencentCalls: number
  /** Statistics of a whole room, per SDKAppID. */
  tencentRoomStats: number
  /** Account calls, which belong to the Chat service. */
  tencentAccounts: number
  /** Gift configuration, including the list of gifts. */
  tencentConfiguration: number
  /** Messages shown per room, of all senders together. */
  tencentMessages: number
  /** Per room, for every action without a limit of its own below. */
  zegoCalls: number
  zegoComments: number
  zegoLikes: number
  /** The code for too many calls. ZEGO does not document it; its other products use 7 or 206. */
  zegoTooManyCode: number
}

export const documentedLimits: Limits = {
  tencentCalls: 200,
  tencentRoomStats: 100,
  tencentAccounts: 100,
  tencentConfiguration: 1,
  tencentMessages: 40,
  zegoCalls: 20,
  zegoComments: 50,
  zegoLikes: 100,
  zegoTooManyCode: 7,
}
