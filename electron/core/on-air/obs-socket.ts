import { createHash } from 'node:crypto'
import { WebSocket } from 'ws'
import * as z from 'zod'
import { isRecord } from '../platform/read-text.ts'
import type { Policy } from '../policy.ts'
import type { Clock, Timer } from '../ports.ts'

/** Why a connection to OBS ended. `lost`: it was open. `refused`: nothing answers there. `not-obs`: something else does. */
export type ObsEnd = 'refused' | 'lost' | 'wrong-password' | 'password-needed' | 'too-old' | 'not-obs'

export interface ObsAnswer {
  ok: boolean
  /** OBS's own code of a failed request, such as 605. */
  code: number
  data: Record<string, unknown>
  /** OBS's own text about a failed request. */
  comment?: string
}

/** One connection to obs-websocket 5. It is never repeated by itself. */
export interface ObsSocket {
  /** Rejects if the connection ends or OBS does not answer in time. */
  request(type: string, data?: Record<string, unknown>): Promise<ObsAnswer>
  close(why?: ObsEnd): void
}

interface Listeners {
  onOpen(socket: ObsSocket): void
  onEvent(type: string, data: Record<string, unknown>): void
  /** Called once. */
  onEnd(why: ObsEnd): void
}

// Numbers of the protocol: https://github.com/obsproject/obs-websocket/blob/master/docs/generated/protocol.md
const [hello, identify, identified, event, request, requestResponse] = [0, 1, 2, 5, 6, 7]
const rpcVersion = 1
/** Events of scenes and of outputs. */
const subscriptions = 4 | 64
const authenticationFailed = 4009
const unsupportedVersion = 4010

const messageSchema = z.object({ op: z.number(), d: z.record(z.string(), z.unknown()) })
const helloSchema = z.object({
  rpcVersion: z.number(),
  authentication: z.object({ challenge: z.string(), salt: z.string() }).optional(),
})
const responseSchema = z.object({
  requestId: z.string(),
  requestStatus: z.object({ result: z.boolean(), code: z.number(), comment: z.string().optional() }),
  responseData: z.record(z.string(), z.unknown()).nullish(),
})
const eventSchema = z.object({ eventType: z.string(), eventData: z.record(z.string(), z.unknown()).default({}) })

const sha = (text: string) => createHash('sha256').update(text).digest('base64')

export function openObsSocket(
  of: { address: string; password: string | undefined; clock: Clock; policy: Policy['obs'] },
  listeners: Listeners,
): { close(): void } {
  const { clock, policy, password } = of
  let isGreeted = false
  let isOpen = false
  let isEnded = false
  let lastId = 0
  const waiting = new Map<string, (answer: ObsAnswer | null) => void>()
  let timer: Timer | null = null
  const client = new WebSocket(`ws://${of.address}/`, 'obswebsocket.json', {
    maxPayload: policy.largestMessageBytes,
    // A proxy or a redirect has no place on this computer.
    followRedirects: false,
    perMessageDeflate: false,
    autoPong: false,
  })

  const end = (why: ObsEnd) => {
    if (isEnded) return
    isEnded = true
    if (timer !== null) clock.clearTimeout(timer)
    for (const answer of waiting.values()) answer(null)
    waiting.clear()
    client.terminate()
    listeners.onEnd(why)
  }
  const expectWithin = (ms: number, why: () => ObsEnd) => {
    if (timer !== null) clock.clearTimeout(timer)
    timer = clock.setTimeout(() => end(why()), ms)
  }
  const send = (op: number, d: object) => client.send(JSON.stringify({ op, d }))

  const ping = () => {
    client.ping()
    expectWithin(policy.answerWithinMs, () => 'lost')
  }
  const pingLater = () => {
    if (timer !== null) clock.clearTimeout(timer)
    timer = clock.setTimeout(ping, policy.pingEveryMs)
  }

  const socket: ObsSocket = {
    request(type, data = {}) {
      return new Promise((resolve, reject) => {
        const failed = () => reject(new Error(`OBS did not answer ${type}.`))
        if (isEnded) return failed()
        const requestId = String(++lastId)
        const late = clock.setTimeout(() => {
          waiting.delete(requestId)
          failed()
        }, policy.answerWithinMs)
        waiting.set(requestId, (answer) => {
          clock.clearTimeout(late)
          if (answer) resolve(answer)
          else failed()
        })
        send(request, { requestType: type, requestId, requestData: data })
      })
    },
    close: (why = 'lost') => end(why),
  }

  const take: Record<number, (d: Record<string, unknown>) => void> = {
    [hello](d) {
      const read = helloSchema.safeParse(d)
      if (!read.success) return end('not-obs')
      // A program that greets again and again would get an answer each time, and may never read one.
      if (isGreeted) return
      isGreeted = true
      const { authentication } = read.data
      if (authentication && !password) return end('password-needed')
      send(identify, {
        rpcVersion,
        eventSubscriptions: subscriptions,
        ...(authentication && {
          authentication: sha(sha(password + authentication.salt) + authentication.challenge),
        }),
      })
    },
    [identified]() {
      if (isOpen || !isGreeted) return
      isOpen = true
      pingLater()
      listeners.onOpen(socket)
    },
    [event](d) {
      const read = eventSchema.safeParse(d)
      if (isOpen && read.success) listeners.onEvent(read.data.eventType, read.data.eventData)
    },
    [requestResponse](d) {
      const read = responseSchema.safeParse(d)
      if (!read.success) return
      const { requestId, requestStatus, responseData } = read.data
      const { result, code, comment } = requestStatus
      waiting.get(requestId)?.({
        ok: result,
        code,
        data: responseData ?? {},
        ...(comment !== undefined && { comment }),
      })
      waiting.delete(requestId)
    },
  }

  expectWithin(policy.answerWithinMs, () => 'refused')
  client.on('message', (text: Buffer) => {
    const message = read(text)
    if (!message) return isOpen ? undefined : end('not-obs')
    take[message.op]?.(message.d)
  })
  client.on('pong', () => isOpen && pingLater())
  // A program that sends pings and reads nothing would fill the memory with answers.
  client.on('ping', (data: Buffer) => client.bufferedAmount < policy.largestMessageBytes && client.pong(data))
  client.on('unexpected-response', () => end('not-obs'))
  client.on('error', (error: NodeJS.ErrnoException) =>
    // Only the codes of the system, such as ECONNREFUSED, say that nothing answered.
    end(isOpen ? 'lost' : error.code?.startsWith('E') ? 'refused' : 'not-obs'),
  )
  client.on('close', (code) => {
    if (code === authenticationFailed) end('wrong-password')
    else if (code === unsupportedVersion) end('too-old')
    else end(isOpen ? 'lost' : 'refused')
  })
  return { close: () => end('lost') }
}

function read(text: Buffer): z.infer<typeof messageSchema> | null {
  try {
    const message: unknown = JSON.parse(text.toString('utf8'))
    return isRecord(message) ? (messageSchema.safeParse(message).data ?? null) : null
  } catch {
    return null
  }
}
