import type { ZegoViewer } from '../../../../shared/contract/fields.ts'
import type { Send } from '../../ledger/send.ts'
import type { Operation, Limit } from '../operation.ts'
import type { Outcome } from '../vendor.ts'
import type { ZegoClient, ZegoConnection, ZegoGift } from './client.ts'
import type { Joins } from './joins.ts'

/** ZEGO's limits per room and action, regardless of the host name. Documented: 50 comments, 20 gifts, 20 results a second. */
export function zegoLimits(connection: ZegoConnection, perSecond: number) {
  const { appId, roomId } = connection
  const action = (name: string, most: number): Limit => ({
    key: `zego ${appId} ${roomId} ${name}`,
    perSecond: most,
    smooth: true,
  })
  return {
    gifts: action('SendDanmakuGifts', perSecond),
    results: action('DescribeDanmakuMsgResults', perSecond),
    comments: action('SendDanmakuComments', 50),
  }
}

export function zegoOperations(deps: { client: ZegoClient; joins: Joins; limits: Limit[]; batch: number }): Operation {
  const { client, joins } = deps
  return {
    carries: 'gift',
    api: 'SendDanmakuGifts',
    batch: deps.batch,
    limits: deps.limits,
    // A gift that may have been sent keeps its timestamp: see Send. An older Giftdeck used the time of the press.
    stamp: (send) => ({
      giftTime: send.state === 'unknown' ? giftTimeOf(send) : client.giftTime(),
    }),
    call: (sends) => client.giftsCall(sends.map(toZegoGift)),
    async transmit(call, sends) {
      const byMsgId = await client.sendGifts(
        call,
        sends.map((send) => send.msgId!),
      )
      const outcomes = new Map<string, Outcome>()
      for (const send of sends) {
        const outcome = byMsgId.get(send.msgId!)
        if (!outcome) continue
        outcomes.set(send.id, outcome)
        if (outcome.state === 'delivered') joins.markJoined(viewerOf(send))
        if (outcome.state === 'refused' && outcome.reason === 'viewer-not-in-game') joins.markLeft(viewerOf(send))
      }
      return outcomes
    },
    prepare: (send) => joins.ready(viewerOf(send)),
  }
}

/** The timestamp in ms that distinguishes two sends of one MsgId in the vendor's answers. */
export const giftTimeOf = ({ giftTime, createdAt }: Send) => giftTime ?? createdAt

const viewerOf = (send: Send) => send.gift!.from as ZegoViewer

const toZegoGift = (send: Send): ZegoGift => ({
  msgId: send.msgId!,
  giftId: send.gift!.giftId,
  value: send.gift!.value ?? 1,
  num: send.gift!.count,
  from: viewerOf(send),
  ...(send.gift!.to !== undefined && { to: send.gift!.to }),
  timestamp: giftTimeOf(send),
})
