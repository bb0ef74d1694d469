/** The vendors' documented ceilings, all of them per sliding second. */
export interface Limits {
  /** Per SDKAppID and API. */
  tencentCalls: number
  /** Statistics of a whole room have a ceiling of their own. */
  tencentRoomStats: number
  /** Questions about accounts belong to Chat, with a ceiling of their own. */
  tencentAccounts: number
  /** Gift configuration, its list included. */
  tencentConfiguration: number
  /** Shown messages per room, whoever posts them. */
  tencentMessages: number
  /** Per room, for every action that has no own ceiling below. */
  zegoCalls: number
  zegoComments: number
  zegoLikes: number
  /** ZEGO does not document its code for "too many"; its sister products use 7 or 206. */
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
