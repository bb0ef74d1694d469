import * as z from 'zod'
import {
  command,
  done,
  makeRooms,
  type LiveRoom,
  refused,
  type Command,
  type Outcome,
  account,
  roomId,
  accountsAreText,
} from './command.ts'
import { checkCaller } from './check-caller.ts'
import { checkShape, type ArrivedRequest, type Context, type SimulatedVendor } from '../context.ts'
import { coinsOf, sendGift } from './send-gift.ts'
import { getGiftInfoList, getRoomInfo, getRoomStats } from './room-reads.ts'
import { sendTextMsg } from './send-text-msg.ts'
import { viewerAccounts } from '../world.ts'
import type { ReceiverTotals } from '../recording.ts'

/** "Querying Accounts" (document 34956): the only account call without an effect. */
const accountCheck = command({
  schema: z.strictObject({
    CheckItem: z
      .array(z.strictObject({ UserID: account }))
      .min(1)
      .max(100),
  }),
  perSecond: (limits) => limits.tencentAccounts,
  tooMany: 60007,
  needsRoom: false,
  service: 'im_open_login_svc',
  run: ({ accounts, body }) =>
    done({
      ResultItem: body.CheckItem.map(({ UserID }) => ({
        UserID,
        ResultCode: 0,
        ResultInfo: '',
        AccountStatus: accounts.has(UserID) ? 'Imported' : 'NotImported',
      })),
    }),
})

/** "Importing a Single Account" (document 34953). May be repeated. */
const accountImport = command({
  schema: z.strictObject({ UserID: account, Nick: z.string().optional(), FaceUrl: z.string().optional() }),
  perSecond: (limits) => limits.tencentAccounts,
  tooMany: 60007,
  needsRoom: false,
  service: 'im_open_login_svc',
  run({ accounts, body }) {
    accounts.add(body.UserID)
    return done()
  },
})

/** `From_Account` is the receiver, despite its name. */
const getGiftCount = command({
  schema: z.strictObject({ RoomId: roomId, From_Account: account }),
  perSecond: (limits) => limits.tencentCalls,
  tooMany: 60007,
  needsRoom: true,
  run({ context, rooms, room, body }) {
    const { count, coins, senders, sequence } = rooms.tallyOf(room, body.From_Account)
    const totals = { TotalCount: count, TotalCoins: coins, GiftSenderCount: senders.size, Sequence: sequence }
    return done(context.faults.trigger('totalsFlat', 'get_gift_count') === null ? { Response: totals } : totals)
  },
})

const commands: Record<string, Command> = {
  send_gift: sendGift,
  get_gift_count: getGiftCount,
  send_text_msg: sendTextMsg,
  get_gift_info_list: getGiftInfoList,
  get_room_info: getRoomInfo,
  get_room_stats: getRoomStats,
  get_room_statistic: getRoomStats,
  account_check: accountCheck,
  account_import: accountImport,
}
const liveService = 'live_engine_http_srv'

export interface SimulatedTencent extends SimulatedVendor {
  creditViewer(viewer: string, receiver: string, giftId: string, count: number): void
  totals(): ReceiverTotals[]
}

export function simulateTencent(context: Context): SimulatedTencent {
  const { world, record, limits, faults, random, more } = context
  const { roomId, receiver, sender, identifier } = world.tencent
  const rooms = makeRooms([roomId, ...more.rooms], receiver, context.now())
  const accounts = new Set([receiver, sender, identifier, ...viewerAccounts, ...more.accounts])
  let requests = 0

  const nextRequestId = () => `Id-${random.hex(32)}-O-Seq-${++requests}`
  const toWire = (requestId: string, outcome: Outcome) =>
    outcome.fields === undefined
      ? { ActionStatus: 'FAIL', ErrorCode: outcome.code, ErrorInfo: outcome.info, RequestId: requestId }
      : { ActionStatus: 'OK', ErrorCode: 0, ErrorInfo: '', RequestId: requestId, ...outcome.fields }
  /** The command of `/v4/SERVICE/COMMAND` if the service has it, otherwise the whole path. */
  const callOf = ({ url }: ArrivedRequest) => {
    const [, version, service, name = '', ...more] = url.pathname.split('/')
    const wanted = (Object.hasOwn(commands, name) && commands[name]?.service) || liveService
    return version === 'v4' && service === wanted && more.length === 0 ? name : url.pathname
  }

  const namesUnknownAccount = (body: Record<string, unknown>) =>
    Object.entries(body)
      .filter(([name]) => name.endsWith('_Account'))
      .some(([, value]) => [value].flat().some((name) => typeof name === 'string' && !accounts.has(name)))

  /** Checks in the vendor's order, on which tests rely: caller, accounts, rate, parameters, room, then the command. */
  async function refuseOrAnswer(request: ArrivedRequest, requestId: string): Promise<Outcome> {
    const call = callOf(request)
    const command = Object.hasOwn(commands, call) ? commands[call] : undefined
    const gone = call === 'get_room_stats' && faults.trigger('roomStatsMissing', call) !== null
    if (command === undefined) record.malformed(call, 'no such command', request.body)
    if (command === undefined || gone) return refused(60009, 'no such resource')
    const caller = checkCaller(context, request, call)
    if (caller.body === undefined) return caller
    const flag = (reason: string) => record.malformed(call, reason, request.body)
    if (!accountsAreText(caller.body)) {
      flag('an account is not a string')
      return refused(60015, 'accounts must be strings')
    }
    const inTime = record.enter(`tencent ${call}`, command.perSecond(limits))
    if (!inTime) return refused(command.tooMany, 'too many calls')
    const shape = checkShape(command.schema, caller.body)
    for (const reason of shape.reasons) flag(reason)
    if (!shape.ok) return refused(100002, shape.reasons.join('; '))
    if (namesUnknownAccount(caller.body)) return refused(70107, 'an account was never imported')
    const named = caller.body['RoomId']
    const room = command.needsRoom && typeof named === 'string' ? rooms.find(named) : rooms.find(roomId)
    if (typeof room === 'number') return refused(room, 'no such live room')
    return command.run({ context, rooms, accounts, room, body: shape.value, requestId })
  }

  return {
    callOf,
    async answer(request) {
      const requestId = nextRequestId()
      return toWire(requestId, await refuseOrAnswer(request, requestId))
    },
    refusal: (code) => toWire(nextRequestId(), refused(code, `code ${code} on demand`)),
    creditViewer(viewer, to, giftId, count) {
      const room = rooms.find(roomId) as LiveRoom
      rooms.credit(room, to, viewer, count, coinsOf(giftId) ?? 0, 'viewers')
    },
    totals: rooms.totals,
  }
}
