import * as z from 'zod'
import { account, roomId, command, done, refused } from './command.ts'

function isJsonText(text: string) {
  try {
    JSON.parse(text)
    return true
  } catch {
    return false
  }
}

const schema = z.strictObject({
  RoomId: roomId,
  Sender_Account: account,
  TextContent: z.string().min(1),
  ExtensionInfo: z.string().refine(isJsonText, 'is not JSON text').optional(),
})

export const sendTextMsg = command({
  schema,
  perSecond: (limits) => limits.tencentCalls,
  tooMany: 60007,
  needsRoom: true,
  run({ context, room, body, requestId }) {
    const { faults, limits, record } = context
    if (faults.peek().mutedSenders.includes(body.Sender_Account)) return refused(100601, 'the sender is muted')
    if (Buffer.byteLength(body.TextContent) > 12_288) return refused(100603, 'the message is over 12 KB')
    const inTime = record.enter(`tencent messages ${room.id}`, limits.tencentMessages)
    const dropped = faults.trigger('dropMessages', 'send_text_msg')
    const reason = dropped === null ? (inTime ? '' : 'MsgFreqCtrl') : (dropped.reason ?? 'MsgFreqCtrl')

    room.msgSeq += 1
    if (reason === '') room.messages += 1
    const at = context.now()
    record.note(record.entries.tencent.messages, {
      at,
      roomId: room.id,
      sender: body.Sender_Account,
      text: body.TextContent,
      extensionInfo: body.ExtensionInfo ?? null,
      msgSeq: room.msgSeq,
      shown: reason === '',
      requestId,
      body,
    })
    return done({ Response: { MsgTime: Math.floor(at / 1_000), MsgSeq: room.msgSeq, MsgDropReason: reason } })
  },
})
