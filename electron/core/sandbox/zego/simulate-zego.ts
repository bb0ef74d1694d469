import * as z from 'zod'
import { action, type Action, type Outcome, describeGameLaunchCode } from './launch-code.ts'
import { gift, roomId, userInfo, msgId } from './schemas.ts'
import { joinComment, makeGiftProcessor, startGames, type Row } from './gift-processor.ts'
import { checkShape, type ArrivedRequest, type Context, type SimulatedVendor } from '../context.ts'
import { makeGateway } from './check-gateway.ts'

const call = 'SendDanmakuGifts'

const sendDanmakuGifts = action({
  schema: z.strictObject({ RoomId: roomId, MiniGameId: z.string(), GiftList: z.array(gift).min(1) }),
  perSecond: (limits) => limits.zegoCalls,
  async run({ context, games, giftProcessor, body, flag }) {
    const { faults } = context
    if (faults.trigger('gameStopped', call) !== null) return { code: 7206001, info: 'the game is not started' }
    const spoiledIds = faults.peek().spoiledGift?.giftIds
    if (body.GiftList.some(({ GiftInfo }) => spoiledIds?.includes(GiftInfo.GiftId))) {
      const spoiled = faults.trigger('spoiledGift', call)
      if (spoiled !== null) return { code: spoiled.code ?? 7200004, info: 'a parameter is not valid' }
    }
    if (faults.trigger('viewersLeave', call) !== null) games.get(body.RoomId)?.joined.clear()
    const ids = body.GiftList.map(({ MsgId }) => MsgId)
    if (new Set(ids).size !== ids.length) flag('a MsgId comes twice in one batch')
    const rows = await giftProcessor.send(body.RoomId, body.GiftList)
    return { code: 0, data: { Results: distortRows(context, call, rows) } }
  },
})

/** Only the join comment has an effect. Other comments, and comments for unknown rooms, are dropped without an error. */
const sendDanmakuComments = action({
  schema: z.strictObject({
    RoomId: roomId,
    MiniGameId: z.string(),
    CommentList: z.array(z.strictObject({ UserInfo: userInfo, Content: z.string().min(1) })).min(1),
  }),
  perSecond: (limits) => limits.zegoComments,
  run({ context, games, body }) {
    const { record } = context
    const game = games.get(body.RoomId)
    for (const { UserInfo, Content: content } of body.CommentList) {
      const joined = game !== undefined && content === joinComment
      if (joined) game.joined.add(UserInfo.UserId)
      const comment = { at: context.now(), roomId: body.RoomId, userId: UserInfo.UserId, content, joined }
      record.note(record.entries.zego.comments, comment)
    }
    return { code: 0 }
  },
})

const sendDanmakuLikes = action({
  schema: z.strictObject({
    RoomId: roomId,
    MiniGameId: z.string(),
    LikeList: z.array(z.strictObject({ UserInfo: userInfo, Amount: z.int().min(1).optional() })).min(1),
  }),
  perSecond: (limits) => limits.zegoLikes,
  run({ context, games, body }) {
    const { record } = context
    for (const { UserInfo, Amount } of body.LikeList) {
      const applied = games.get(body.RoomId)?.joined.has(UserInfo.UserId) === true
      const like = { at: context.now(), roomId: body.RoomId, userId: UserInfo.UserId, amount: Amount ?? 1, applied }
      record.note(record.entries.zego.likes, like)
    }
    return { code: 0 }
  },
})

/** Returns no row for an id that was never consumed or is still in process. */
const describeDanmakuMsgResults = action({
  schema: z.strictObject({
    RoomId: roomId,
    MiniGameId: z.string(),
    MsgIdList: z.array(msgId).min(1),
    Duration: z.int().min(1).max(90).optional(),
  }),
  perSecond: (limits) => limits.zegoCalls,
  run({ context, giftProcessor, body }) {
    const rows = giftProcessor.results(body.RoomId, body.MsgIdList, body.Duration ?? 30)
    return { code: 0, data: { Results: distortRows(context, 'DescribeDanmakuMsgResults', rows) } }
  },
})

const actions: Record<string, Action> = {
  SendDanmakuGifts: sendDanmakuGifts,
  DescribeDanmakuMsgResults: describeDanmakuMsgResults,
  SendDanmakuComments: sendDanmakuComments,
  SendDanmakuLikes: sendDanmakuLikes,
  DescribeGameLaunchCode: describeGameLaunchCode,
}

function readJson(text: string): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : null
  } catch {
    return null
  }
}

export function simulateZego(context: Context): SimulatedVendor {
  const { world, record, limits, random, more } = context
  const games = startGames([world.zego.roomId, ...more.rooms], world.zego.receiver)
  const giftProcessor = makeGiftProcessor(context, games)
  const gateway = makeGateway(context, Object.keys(actions))

  // 19 digits, more than a JavaScript number can hold, so a client that parses it as a number fails its test.
  const requestId = () =>
    `${random.whole(1, 9)}${random.whole(100_000_000, 999_999_999)}${random.whole(100_000_000, 999_999_999)}`
  const toWire = (outcome: Outcome) => ({
    Code: outcome.code,
    Message: 'info' in outcome ? outcome.info : 'succeed',
    RequestId: requestId(),
    ...(outcome.data === undefined ? {} : { Data: outcome.data }),
  })
  const callOf = ({ url }: ArrivedRequest) => url.searchParams.get('Action') ?? ''

  /** Checks in the vendor's order, on which tests rely: gateway, parameters, game, rate, then the action. */
  async function refuseOrAnswer(request: ArrivedRequest): Promise<Outcome> {
    const call = callOf(request)
    const flag = (reason: string) => record.malformed(call, reason, request.body)
    const refuse = (code: number, info: string): Outcome => ({ code, info })
    const passed = gateway(request, call)
    if (passed.code !== 0) return passed
    const action = actions[call]
    const body = request.method === 'POST' ? readJson(request.body) : null
    if (action === undefined || body === null) {
      flag('not a POST with a JSON object')
      return refuse(100000012, 'the body cannot be read')
    }
    if (!request.contentType.startsWith('application/json')) flag('Content-Type is not application/json')

    const { RoomId: room, MiniGameId: game } = body
    if (game !== undefined && typeof game !== 'string') {
      flag('MiniGameId is not a string')
      return refuse(7202002, 'MiniGameId must be a string')
    }
    const shape = checkShape(action.schema, body)
    for (const reason of shape.reasons) flag(reason)
    if (!shape.ok) return refuse(7200004, shape.reasons.join('; '))
    if (game !== world.zego.miniGameId) return refuse(7202001, 'no such game')
    const inTime = record.enter(`zego ${call} ${String(room)}`, action.perSecond(limits))
    if (!inTime) return refuse(limits.zegoTooManyCode, 'too many calls')
    return action.run({ context, games, giftProcessor, body: shape.value, flag })
  }

  return {
    callOf,
    answer: async (request) => toWire(await refuseOrAnswer(request)),
    refusal: (code) => toWire({ code, info: `code ${code} on demand` }),
  }
}

/** The `Results` of an answer, changed by the current faults. */
function distortRows({ faults }: Context, call: string, rows: readonly Row[]): Row[] | string {
  let out = [...rows]
  if (faults.trigger('reversedRows', call) !== null) out.reverse()
  if (faults.trigger('missingRow', call) !== null) out.shift()
  if (faults.trigger('doubledRow', call) !== null) out = out.flatMap((row) => [row, row])
  if (faults.trigger('foreignRow', call) !== null) {
    out.unshift({ Result: 0, Msg: 'succeed', MsgId: 'somebody-elses-gift', Timestamp: 1_767_225_600_000 })
  }
  return faults.trigger('resultsAsText', call) === null ? out : JSON.stringify(out)
}
