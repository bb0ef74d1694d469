import { setTimeout as sleep } from 'node:timers/promises'
import * as z from 'zod'
import { account, bytes, roomId, command, done, refused, type Outcome } from './command.ts'
import type { Context } from '../context.ts'

const schema = z.strictObject({
  RoomId: roomId,
  GiftId: bytes(20),
  Count: z.int().min(1).optional(),
  From_Account: account,
  ReceiverList_Account: z.array(account).min(1),
})

/** Simulates the customer's billing webhook, which the vendor calls before every gift with a time-out of 2 s. */
async function askWebhook({ faults }: Context): Promise<Outcome | null> {
  const webhook = faults.trigger('webhook', 'send_gift')
  if (webhook === null) return null
  const { decision } = webhook
  if (decision === 'slow') await sleep(2_000)
  if (typeof decision === 'number' && decision >= 102_100 && decision <= 102_200) {
    return refused(decision, 'refused by the customer')
  }
  return refused(102004, 'the pre-gift webhook did not agree')
}

/** This call has no idempotency key, so a repeated call is a second gift. */
export const sendGift = command({
  schema,
  perSecond: (limits) => limits.tencentCalls,
  tooMany: 60007,
  needsRoom: true,
  async run({ context, rooms, room, body, requestId }) {
    const { faults, record } = context
    if (body.Count === undefined)
      record.malformed('send_gift', 'Count is missing; 1 is only a guess', JSON.stringify(body))
    if (faults.trigger('featureOff', 'send_gift') !== null) return refused(102001, 'gifts are not in the package')
    if (faults.trigger('giftsOff', 'send_gift') !== null) return refused(102008, 'the gift switch is off')
    const coins = coinsOf(body.GiftId)
    if (coins === null) return refused(102002, 'no such gift')
    const refusal = await askWebhook(context)
    if (refusal !== null) return refusal

    const count = body.Count ?? 1
    for (const to of body.ReceiverList_Account) {
      rooms.credit(room, to, body.From_Account, count, coins, 'api')
      const at = context.now()
      const { GiftId: giftId, From_Account: from } = body
      record.note(record.entries.tencent.gifts, {
        at,
        roomId: room.id,
        giftId,
        count,
        coins,
        from,
        to,
        requestId,
        body,
      })
    }
    return done()
  },
})

interface CatalogueGift {
  GiftId: string
  Coins: number
  Name: string
  Desc: string
  chinese: string
}

const gift = (GiftId: string, Coins: number, Name: string, chinese: string, Desc: string): CatalogueGift => ({
  GiftId,
  Coins,
  Name,
  Desc,
  chinese,
})

/** The gifts of the sandbox. Ids, names and descriptions have at most 20 bytes, as the vendor requires. */
const catalogue = [
  gift('rose', 1, 'Rose', '玫瑰', 'A little thank-you'),
  gift('heart', 1, 'Heart', '爱心', 'With love'),
  gift('coffee', 5, 'Coffee', '咖啡', 'Keep going'),
  gift('rocket', 10, 'Rocket', '火箭', 'To the moon'),
  gift('fireworks', 50, 'Fireworks', '烟花', 'Light up the stage'),
  gift('castle', 99, 'Castle', '城堡', 'A home for heroes'),
  gift('crown', 199, 'Crown', '皇冠', 'For the king'),
  gift('gem', 500, 'Gem', '宝石', 'The rarest of all'),
]

export const coinsOf = (giftId: string): number | null =>
  catalogue.find((each) => each.GiftId === giftId)?.Coins ?? null

export function giftInfoList(createTime: number) {
  const GiftList = catalogue.map(({ chinese, ...rest }, at) => ({
    ...rest,
    IconUrl: '',
    ResourceUrl: '',
    Level: at < 4 ? 0 : 1,
    CreateTime: createTime,
    LanguageList: [
      { Language: 'en', Name: rest.Name, Desc: rest.Desc },
      { Language: 'zh-Hans', Name: chinese, Desc: '' },
    ],
  }))
  const small = catalogue.slice(0, 4).map((each) => each.GiftId)
  const CategoryList = [{ CategoryId: 'small', CategoryName: 'Small', CategoryDesc: '', GiftIdList: small }]
  return { GiftList, CategoryList, TotalCount: GiftList.length }
}
