import type { RPCHandler } from '@orpc/server/websocket'
import type { Policy } from '../policy.ts'
import type { CallQueue } from './call-queue.ts'
import { deepestJson } from '../platform/read-text.ts'
import { isTooDeep, keepOwnDigits, mayLoseDigits, tooDeep } from './request-body.ts'
import { badBody, problem, tooManyCalls, type Refusal } from '../errors/refusals.ts'
import type { Caller } from '../access/scopes.ts'
import type { StallDetector } from '../platform/stall-detector.ts'
import { contract } from '../../../shared/contract/index.ts'

type Listener = (event?: { data: unknown }) => void

/** One end of a line: a WebSocket, or the window's port in its clothes. */
export interface Transport {
  /** Resolves when the line can take more: what streams wait for. */
  send(text: string): void | Promise<void>
  addEventListener(event: 'message' | 'close', listener: Listener): void
}

const abort = 4

/**
 * Answers the calls of one line in their order, but STOP as soon as it is read. What names no call is dropped: oRPC would
 * take an abort without a name for the end of every call of the line. Gives back how to forget the calls that wait.
 */
export function serveTransport(
  deps: { handler: RPCHandler<Caller>; calls: CallQueue; policy: Policy['server']; stallDetector: StallDetector },
  line: Transport,
  context: Caller,
): { forget(): void } {
  const { handler, policy } = deps
  const calls = deps.calls.line(policy.callsAtOnceOfTransportCount)
  const refusal = tooManyCalls(policy)
  const peer = { send: (text: string) => line.send(text), addEventListener: () => {} } as never
  const waiting = new Map<string, object>()
  let streams = 0
  let isOpen = true

  // What cannot be read as a call has nobody who waits for its answer.
  const handle = (text: string, isLate = false) =>
    handler.message(peer, text, { context: { ...context, isLate } }).catch(() => {})

  const take = ({ id, type, address, text, isDeep }: Message) => {
    if (type === abort && waiting.has(id)) return withdraw(id)
    if (isDeep) return void refuse(id, badBody(tooDeep))
    if (address === undefined) return void handle(text)
    const { isStop, isRead, isEndless } = callOnLine(address)
    if (isEndless) return void watch(id, text)
    const isLate = deps.stallDetector.hasJustEnded()
    const call = {
      bytes: Buffer.byteLength(text),
      urgent: isStop,
      isRead,
      async run() {
        if (waiting.get(id) === call) waiting.delete(id)
        await handle(text, isLate)
      },
    }
    waiting.set(id, call)
    if (calls.push(call)) return undefined
    waiting.delete(id)
    return void refuse(id, refusal)
  }

  const withdraw = (id: string) => {
    const call = waiting.get(id)
    waiting.delete(id)
    calls.drop((each) => each === call)
  }

  const watch = async (id: string, text: string) => {
    if (streams >= policy.mostStreamsOfTransportCount) return refuse(id, refusal)
    streams++
    await handle(text)
    streams--
  }

  const refuse = (id: string, because: Refusal) =>
    line.send(JSON.stringify({ i: id, p: { s: because.status, b: { json: problem(because) } } }))

  line.addEventListener('message', (heard) => {
    const message = isOpen && read(heard?.data)
    if (message) take(message)
  })
  line.addEventListener('close', () => {
    isOpen = false
    // What was pressed is sent, though nobody waits for its answer any more.
    calls.drop(({ isRead }) => isRead)
    waiting.clear()
    handler.close(peer)
  })
  return {
    forget() {
      calls.drop(() => true)
      waiting.clear()
    },
  }
}

interface Message {
  id: string
  type: unknown
  /** Of the procedure, where the message is a call. */
  address: string | undefined
  /** As the handler reads it: long numbers for somebody else keep their digits. */
  text: string
  isDeep: boolean
}

/** The value of a call lies so deep in its message. */
const levelsAround = 4

function read(data: unknown): Message | undefined {
  if (typeof data !== 'string') return undefined
  try {
    const message = JSON.parse(data) as { i?: unknown; t?: unknown; p?: { u?: unknown } }
    const { i: id, t: type = 1, p } = message
    if (typeof id !== 'string') return undefined
    const isDeep = isTooDeep(message, deepestJson + levelsAround)
    return {
      id,
      type,
      address: type === 1 && typeof p?.u === 'string' ? p.u : undefined,
      text: isDeep ? data : withDigits(data, message),
      isDeep,
    }
  } catch {
    return undefined
  }
}

function withDigits(text: string, message: object) {
  if (!mayLoseDigits.test(text)) return text
  return JSON.stringify(keepOwnDigits(text, message))
}

/** What a transport must know of a call before the call is handled. */
interface KnownCall {
  /** Is heard before all others. */
  isStop: boolean
  /** Changes nothing, so that nobody misses it where the caller has gone. */
  isRead: boolean
  /** Its answer goes on until the caller leaves. */
  isEndless: boolean
}

const stop = contract.safety.stop
const endless = contract.events.watch
const stopRoute = stop['~orpc'].route

const byPath = new Map<string, KnownCall>(
  Object.entries(contract).flatMap(([word, calls]) =>
    Object.entries(calls).map(([verb, call]) => [
      `/${word}/${verb}`,
      { isStop: call === stop, isRead: call['~orpc'].route.method === 'GET', isEndless: call === endless },
    ]),
  ),
)
const unknown: KnownCall = { isStop: false, isRead: true, isEndless: false }

/** A call on a line names its procedure: `/safety/stop`. */
function callOnLine(address: string): KnownCall {
  try {
    // Most are written as they are named. The handler would find the others too.
    return byPath.get(address) ?? byPath.get(new URL(address, 'http://line').pathname.replace(/\/$/, '')) ?? unknown
  } catch {
    return unknown
  }
}

export const isStopRoute = (method: string | undefined, route: string) =>
  method === stopRoute.method && route.replace(/\/$/, '') === stopRoute.path

const calls = Object.values(contract).flatMap((word) => Object.values(word))
const routes = calls.map((call) => {
  const { method, path = '' } = call['~orpc'].route
  return { method: method as string, shape: new RegExp(`^${path.replace(/\{[^}]+\}/g, '[^/]+')}/?$`) }
})

/** What a route can be asked with; none where there is no such route. HEAD is there wherever GET is, but for a stream. */
export function methodsOf(route: string): string[] {
  const methods = routes.filter(({ shape }) => shape.test(route)).map(({ method }) => method)
  return methods.flatMap((method) => (method === 'GET' && !isEndlessRoute(route) ? ['GET', 'HEAD'] : [method]))
}

const isEndlessRoute = (route: string) => route.replace(/\/$/, '') === endless['~orpc'].route.path
