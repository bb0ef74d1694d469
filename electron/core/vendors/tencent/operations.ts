import type { Announcement, Gift } from '../../../../shared/contract/send.ts'
import type { Operation, Limit } from '../operation.ts'
import type { RoomTotalsName } from './request.ts'
import type { TencentClient, TencentConnection } from './client.ts'

/** Documented limits ("Use Limits"): calls per second and API, and messages per second and room. */
const callsPerSecond = 200
const messagesPerSecond = 40
const accountsPerSecond = 100
const roomTotalsPerSecond = 100

/**
 * The limits of a connection. If the room may use only a share of the API's limit, the same share applies to messages and
 * room totals. The vendor counts the calls of an app on all its hosts together, so the keys do not contain the host.
 */
export function tencentLimits(connection: TencentConnection, perSecond: number) {
  const { sdkAppId, identifier, roomId } = connection
  const app = `tencent ${sdkAppId}`
  const api = (name: string): Limit => ({ key: `${app} ${name}`, perSecond, smooth: false })
  const share = (documented: number) => Math.max(1, Math.floor((documented * perSecond) / callsPerSecond))
  return {
    /** Too many failed sign-ins lock the account for all calls, so the rest applies to the account. */
    signIn: `${app} ${identifier}`,
    gifts: api('send_gift'),
    counts: api('get_gift_count'),
    room: api('get_room_info'),
    catalogue: { ...api('get_gift_info_list'), perSecond: 1 } satisfies Limit,
    texts: api('send_text_msg'),
    accounts: { ...api('account_check'), perSecond: Math.min(perSecond, accountsPerSecond) },
    roomTotals: (name: RoomTotalsName): Limit => ({ ...api(name), perSecond: share(roomTotalsPerSecond) }),
    roomTexts: {
      key: `${app} ${roomId} send_text_msg in room`,
      perSecond: share(messagesPerSecond),
      smooth: false,
    } satisfies Limit,
  }
}

export function tencentOperations(client: TencentClient, limits: ReturnType<typeof tencentLimits>): Operation[] {
  const transmit: Operation['transmit'] = async (call, sends) => {
    const outcome = await client.send(call)
    return new Map(sends.map((send) => [send.id, outcome]))
  }
  return [
    {
      carries: 'gift',
      api: 'send_gift',
      batch: 1,
      limits: [limits.gifts],
      call: ([send]) => {
        const gift = send!.gift as Gift & { from: string; to: string }
        return client.giftCall(gift)
      },
      transmit,
    },
    {
      carries: 'announcement',
      api: 'send_text_msg',
      batch: 1,
      limits: [limits.roomTexts, limits.texts],
      call: ([send]) => client.textCall(send!.announcement as Announcement),
      transmit,
    },
  ]
}
