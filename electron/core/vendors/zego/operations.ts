import type { ZegoViewer } from '../../../../shared/contract/fields.ts'
import type { Send } from '../../ledger/send.ts'
import type { Operation, Limit } from '../operation.ts'
import type { Outcome } from '../vendor.ts'
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

export function zegoOperations(deps: { client: ZegoClient; joins: Joins; limits: Limit[]; batch: number }): Operation {
  const { client, joins } = deps
  return {
    carries: 'gift',
    api: 'SendDanmakuGifts',
    batch: deps.batch,
    limits: deps.limits,
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
      const judgements = new Map<string, Outcome>()
      for (const send of sends) {
        const outcome = byMsgId.get(send.msgId!)
        if (!outcome) continue
        judgements.set(send.id, outcome)
        if (outcome.state === 'delivered') joins.gave(viewerOf(send))
        if (outcome.state === 'refused' && outcome.reason === 'viewer-not-in-game') joins.left(viewerOf(send))
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
