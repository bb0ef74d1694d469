import type { Random } from '../../ports.ts'
import type { Account, Call, Answer, RoomCounts } from '../vendor.ts'

/** Account calls belong to the Chat service, which uses the same app, host and sign-in as Live. */
const services: Readonly<Record<string, string>> = {
  account_check: 'im_open_login_svc',
  account_import: 'im_open_login_svc',
}

/** "REST API overview" (trtc.io, document 63398): a path per command, the caller in the query, always a JSON body. */
export function tencentUrl(options: {
  origin: string
  command: string
  sdkAppId: number
  identifier: string
  userSig: string
  random: Random
}): URL {
  const url = new URL(`/v4/${services[options.command] ?? 'live_engine_http_srv'}/${options.command}`, options.origin)
  url.search = new URLSearchParams({
    sdkappid: String(options.sdkAppId),
    identifier: options.identifier,
    usersig: options.userSig,
    random: String(options.random.uint32()),
    contenttype: 'json',
  })
    .toString()
    // URLSearchParams encodes a space as "+", which the vendor would read as a plus sign. Accounts may contain spaces.
    .replaceAll('+', '%20')
  return url
}

const call = (api: string, body: object): Call => ({ vendor: 'tencent', api, body: JSON.stringify(body) })

/** "Send Gift" (document 72556). `Count` appears only in the example, not in the field table. It is always sent. */
export const sendGift = (roomId: string, gift: { giftId: string; count: number; from: string; to: string }) =>
  call('send_gift', {
    RoomId: roomId,
    GiftId: gift.giftId,
    Count: gift.count,
    From_Account: gift.from,
    ReceiverList_Account: [gift.to],
  })

/** "Send Normal Message" (document 74353). `extensionInfo` is JSON text. */
export const sendText = (roomId: string, message: { text: string; from: string; extensionInfo?: string | undefined }) =>
  call('send_text_msg', {
    RoomId: roomId,
    Sender_Account: message.from,
    TextContent: message.text,
    ...(message.extensionInfo !== undefined && { ExtensionInfo: message.extensionInfo }),
  })

/** "Get Gift Statistics" (document 72557). The parameter `From_Account` is the receiver, despite its name. */
export const getGiftCount = (roomId: string, receiver: string) =>
  call('get_gift_count', { RoomId: roomId, From_Account: receiver })

export const getGiftInfoList = () => call('get_gift_info_list', {})

/** "Get Room Statistics" (document 80421). The vendor's console uses the second name for the same call. */
export const roomTotalsNames = ['get_room_stats', 'get_room_statistic'] as const
export type RoomTotalsName = (typeof roomTotalsNames)[number]
export const getRoomTotals = (name: RoomTotalsName, roomId: string) => call(name, { RoomId: roomId })

/** "Get Room Info" (document 63404). */
export const getRoomInfo = (roomId: string) => call('get_room_info', { RoomId: roomId })

/** "Querying Accounts" (document 34956): at most 100 accounts per call. */
export const accountCheck = (userIds: readonly string[]) =>
  call('account_check', { CheckItem: userIds.map((UserID) => ({ UserID })) })

/** "Importing a Single Account" (document 34953). A second import only updates the name and picture. */
export const accountImport = (account: Account) =>
  call('account_import', {
    UserID: account.userId,
    ...(account.name !== undefined && { Nick: account.name }),
    ...(account.picture !== undefined && { FaceUrl: account.picture }),
  })

const noSuchCall = 60009
const isMissing = (answer: Answer<unknown>) => !answer.ok && answer.trouble.code === noSuchCall

/**
 * Reads the room totals under the documented name. If the vendor does not support it, the other name is tried, and the
 * name that works is used from then on. `read` applies the limit of the given name.
 */
export function roomTotalsReader(read: (name: RoomTotalsName) => Promise<Answer<RoomCounts>>) {
  let known: RoomTotalsName = roomTotalsNames[0]
  return async (): Promise<Answer<RoomCounts>> => {
    const answer = await read(known)
    if (!isMissing(answer)) return answer
    const other = roomTotalsNames.find((name) => name !== known)!
    const second = await read(other)
    if (!isMissing(second)) known = other
    return second
  }
}
