import type { ZegoViewer } from '../../../../shared/contract/fields.ts'
import type { Send } from '../../ledger/send.ts'
import type { Carrier, Limit } from '../../delivery/operation.ts'
import type { Judgement } from '../vendor.ts'
import type { ZegoClient, ZegoConnection, ZegoGift } from './client.ts'
import type { Joins } from './joins.ts'

/** Limits are per room and action, whichever host they come by. Documented: comments 50 a second, gifts and results 20. */
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

export function zegoCarrier(lent: { client: ZegoClient; joins: Joins; limits: Limit[]; batch: number }): Carrier {
  const { client, joins } = lent
  return {
    carries: 'gift',
    api: 'SendDanmakuGifts',
    batch: lent.batch,
    limits: lent.limits,
    // One that may have left bears the same time again: see Send. Gifts of an older Giftdeck bore their press's.
    stamp: (send) => ({
      giftTime: send.state === 'unknown' ? giftTimeOf(send) : client.giftTime(),
    }),
    call: (sends) => client.giftsCall(sends.map(toZegoGift)),
    async transmit(call, sends) {
      const byMsgId = await client.sendGifts(
        call,
        sends.map((send) => send.msgId!),
      )
      const judgements = new Map<string, Judgement>()
      for (const send of sends) {
        const judgement = byMsgId.get(send.msgId!)
        if (!judgement) continue
        judgements.set(send.id, judgement)
        if (judgement.state === 'delivered') joins.gave(viewerOf(send))
        if (judgement.state === 'refused' && judgement.reason === 'viewer-not-in-game') joins.left(viewerOf(send))
      }
      return judgements
    },
    prepare: (send) => joins.ready(viewerOf(send)),
  }
}

/** What tells two sends of one MsgId apart in the vendor's answers. */
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
