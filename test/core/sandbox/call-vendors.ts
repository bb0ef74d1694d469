import { createHash, createHmac, randomBytes, randomInt, randomUUID } from 'node:crypto'
import { deflateSync } from 'node:zlib'
import { onTestFinished } from 'vitest'
import { startSandbox, type Sandbox, type SandboxDeps } from '../../../electron/core/sandbox/start-sandbox.ts'
import { vendorsThread } from '../../support/workers.ts'

/** Starts a sandbox without viewers, which stops when the test ends. */
export async function openSandbox(deps: Partial<SandboxDeps> = {}) {
  const sandbox = await startSandbox({ worker: vendorsThread, viewers: false, seed: 7, ...deps })
  onTestFinished(() => sandbox.stop())
  return { sandbox, tencent: tencentCaller(sandbox), zego: zegoCaller(sandbox) }
}

export type Json = Record<string, unknown>
const post = (url: string, body: string, signal?: AbortSignal) =>
  fetch(url, { method: 'POST', body, headers: { 'content-type': 'application/json' }, signal: signal ?? null })
const seconds = () => Math.floor(Date.now() / 1_000)

export interface SigParts {
  sdkAppId: number
  identifier: string
  key: string
  time: number
  expire: number
}

export function userSig({ sdkAppId, identifier, key, time, expire }: SigParts) {
  const text = `TLS.identifier:${identifier}\nTLS.sdkappid:${sdkAppId}\nTLS.time:${time}\nTLS.expire:${expire}\n`
  const ticket = {
    'TLS.ver': '2.0',
    'TLS.identifier': identifier,
    'TLS.sdkappid': sdkAppId,
    'TLS.time': time,
    'TLS.expire': expire,
    'TLS.sig': createHmac('sha256', key).update(text).digest('base64'),
  }
  const base64 = deflateSync(JSON.stringify(ticket)).toString('base64')
  return base64.replaceAll('+', '*').replaceAll('/', '-').replaceAll('=', '_')
}

/** Makes a correct client of Tencent. `query` replaces parts of the query string; null leaves a part out. */
export function tencentCaller({ world }: Pick<Sandbox, 'world'>) {
  const { sdkAppId, identifier, secretKey, roomId, sender, receiver } = world.tencent
  const signed = (parts: Partial<SigParts> = {}) =>
    userSig({ sdkAppId, identifier, key: secretKey, time: seconds(), expire: 86_400, ...parts })
  const url = (command: string, query: Record<string, string | null> = {}) => {
    const all = {
      sdkappid: String(sdkAppId),
      identifier,
      usersig: query['usersig'] === undefined ? signed() : null,
      random: String(randomInt(2 ** 32)),
      contenttype: 'json',
      ...query,
    }
    const present = Object.entries(all).flatMap(([name, value]) => (value === null ? [] : [[name, value]]))
    return `${world.origin}/v4/live_engine_http_srv/${command}?${new URLSearchParams(present).toString()}`
  }
  const send = (command: string, body: Json, query = {}, signal?: AbortSignal) =>
    post(url(command, query), JSON.stringify(body), signal)
  const call = async (command: string, body: Json, query = {}, signal?: AbortSignal) =>
    (await send(command, body, query, signal)).json() as Promise<Json>
  return {
    url,
    signed,
    send,
    call,
    gift: (change: Json = {}, signal?: AbortSignal) => {
      const gift = { RoomId: roomId, GiftId: 'rose', Count: 1, From_Account: sender, ReceiverList_Account: [receiver] }
      return call('send_gift', { ...gift, ...change }, {}, signal)
    },
    say: (TextContent: string, change: Json = {}) =>
      call('send_text_msg', { RoomId: roomId, Sender_Account: receiver, TextContent, ...change }),
    counts: async (change: Json = {}) => {
      const answer = await call('get_gift_count', { RoomId: roomId, From_Account: receiver, ...change })
      return answer['Response'] as Json
    },
  }
}

interface Row {
  Result: number
  Msg: string
  MsgId: string
  Timestamp?: number
}

/** Makes a correct client of ZEGO. `query` replaces parts of the query string. */
export function zegoCaller({ world }: Pick<Sandbox, 'world'>) {
  const { appId, serverSecret, roomId, miniGameId, viewer, receiver } = world.zego
  const md5 = (nonce: string, timestamp: string) =>
    createHash('md5').update(`${appId}${nonce}${serverSecret}${timestamp}`).digest('hex')
  const url = (Action: string, query: Record<string, string> = {}) => {
    const nonce = query['SignatureNonce'] ?? randomBytes(8).toString('hex')
    const timestamp = query['Timestamp'] ?? String(seconds())
    const all = {
      Action,
      AppId: String(appId),
      SignatureNonce: nonce,
      Timestamp: timestamp,
      Signature: md5(nonce, timestamp),
      SignatureVersion: '2.0',
      ...query,
    }
    return `${world.origin}/?${new URLSearchParams(all).toString()}`
  }
  const room = { RoomId: roomId, MiniGameId: miniGameId }
  const send = (action: string, body: Json, query = {}) =>
    post(url(action, query), JSON.stringify({ ...room, ...body }))
  const call = async (action: string, body: Json, query = {}) =>
    (await send(action, body, query)).json() as Promise<Json>
  const { userId: UserId, nickname: Nickname, avatar: Avatar, sex: Sex } = viewer
  const UserInfo = { UserId, Nickname, Avatar, Sex }
  const gift = (
    MsgId: string = randomUUID(),
    GiftInfo: Json = { GiftId: 'rose', Value: 1, Num: 1 },
    change: Json = {},
  ) => ({
    UserInfo,
    GiftInfo,
    ReceiverId: receiver,
    Timestamp: Date.now(),
    MsgId,
    ...change,
  })
  const rowsOf = (answer: Json) => (answer['Data'] as { Results: Row[] }).Results
  return {
    url,
    send,
    call,
    gift,
    UserInfo,
    rowsOf,
    join: (Content = '1', change: Json = {}) =>
      call('SendDanmakuComments', { CommentList: [{ UserInfo, Content }], ...change }),
    gifts: (...GiftList: Json[]) => call('SendDanmakuGifts', { GiftList }),
    /** Sends the gifts in one call and returns their results as numbers. */
    results: async (...GiftList: Json[]) =>
      rowsOf(await call('SendDanmakuGifts', { GiftList })).map((row) => row.Result),
    query: async (MsgIdList: string[], change: Json = {}) =>
      rowsOf(await call('DescribeDanmakuMsgResults', { MsgIdList, ...change })),
  }
}
