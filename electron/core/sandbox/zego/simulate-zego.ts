import { checkShape } from '../check-shape.ts'
import { describeDanmakuMsgResults } from './describe-results.ts'
import { describeGameLaunchCode } from './launch-code.ts'
import { makeGateway } from './check-gateway.ts'
import { makeGiftDesk } from './gift-desk.ts'
import { sendDanmakuComments } from './comments.ts'
import { sendDanmakuGifts } from './send-gifts.ts'
import { sendDanmakuLikes } from './likes.ts'
import { startGames } from './games.ts'
import type { Action, Outcome } from './action.ts'
import type { ArrivedRequest, Context, SimulatedVendor } from '../context.ts'

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
  const desk = makeGiftDesk(context, games)
  const gateway = makeGateway(context, Object.keys(actions))

  // Up to 19 digits, and more than a number can hold: a client that parses it as one is found out.
  const requestId = () =>
    `${random.whole(1, 9)}${random.whole(100_000_000, 999_999_999)}${random.whole(100_000_000, 999_999_999)}`
  const toWire = (outcome: Outcome) => ({
    Code: outcome.code,
    Message: 'info' in outcome ? outcome.info : 'succeed',
    RequestId: requestId(),
    ...(outcome.data === undefined ? {} : { Data: outcome.data }),
  })
  const callOf = ({ url }: ArrivedRequest) => url.searchParams.get('Action') ?? ''

  /** The order is the vendor's, and tests rely on it: gateway, parameters, game, rate; then the action itself. */
  async function judge(request: ArrivedRequest): Promise<Outcome> {
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
    return action.run({ context, games, desk, body: shape.value, flag })
  }

  return {
    callOf,
    answer: async (request) => toWire(await judge(request)),
    refusal: (code) => toWire({ code, info: `code ${code} on demand` }),
  }
}
