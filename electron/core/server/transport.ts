import type { RPCHandler } from '@orpc/server/websocket'
import type { Policy } from '../policy.ts'
import type { CallQueue } from './call-queue.ts'
import { deepestJson } from '../platform/read-text.ts'
import { isTooDeep, keepExactDigits, mayLoseDigits, tooDeep } from './request-body.ts'
import { badBody, problem, tooManyCalls, type Refusal } from '../errors/refusals.ts'
import type { Caller } from '../access/scopes.ts'
import type { StallDetector } from '../platform/stall-detector.ts'
import { contract } from '../../../shared/contract/index.ts'

type Listener = (event?: { data: unknown }) => void

/** A message channel to one client: a WebSocket, or the desktop window's message port behind the same interface. */
export interface Transport {
  /** The promise resolves when the transport can take more data. Streams wait for it. */
  send(text: string): void | Promise<void>
  addEventListener(event: 'message' | 'close', listener: Listener): void
}

const abort = 4

/**
 * Answers the calls of one transport in their order, except STOP, which starts as
 * soon as it is read. A message without a call id is ignored, because oRPC takes
 * an abort without an id as the end of every call. `forget` drops waiting calls.
 */
export function serveTransport(
  deps: { handler: RPCHandler<Caller>; calls: CallQueue; policy: Policy['server']; stallDetector: StallDetector },
  transport: Transport,
  context: Caller,
): { forget(): void } {
  const { handler, policy } = deps
  const calls = deps.calls.addConnection(policy.callsAtOnceOfTransportCount)
  const refusal = tooManyCalls(policy)
  const peer = { send: (text: string) => transport.send(text), addEventListener: () => {} } as never
  const waiting = new Map<string, object>()
  let streams = 0
  let isOpen = true

  // The handler rejects only for a message that is not a valid call. No caller waits for an answer to it.
  const handle = (text: string, isLate = false) =>
    handler.message(peer, text, { context: { ...context, isLate } }).catch(() => {})

  const take = ({ id, type, address, text, isDeep }: Message) => {
    if (type === abort && waiting.has(id)) return withdraw(id)
    if (isDeep) return void refuse(id, badBody(tooDeep))
    if (address === undefined) return void handle(text)
    const { isStop, isRead, isEndless } = callAt(address)
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
    transport.send(JSON.stringify({ i: id, p: { s: because.status, b: { json: problem(because) } } }))

  transport.addEventListener('message', (event) => {
    const message = isOpen && read(event?.data)
    if (message) take(message)
  })
  transport.addEventListener('close', () => {
    isOpen = false
    // Waiting presses are still sent after the client has disconnected. Only reads are dropped.
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
  /** The procedure's path, such as `/safety/stop`. Undefined where the message is not a call. */
  address: string | undefined
  /** The message for the handler. Long numbers that other programs read keep their digits. */
  text: string
  isDeep: boolean
}

/** How many levels of its message enclose the input of a call. */
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
  return JSON.stringify(keepExactDigits(text, message))
}

/** The properties of a call that a transport needs before the call is handled. */
interface KnownCall {
  /** Starts before all waiting calls. */
  isStop: boolean
  /** A read changes nothing, so it can be dropped once the caller has disconnected. */
  isRead: boolean
  /** The answer is a stream that ends when the caller disconnects. */
  isEndless: boolean
}

const stop = contract.safety.stop
const endless = contract.events.watch
const stopRoute = stop['~orpc'].route

const byPath = new Map<string, KnownCall>(
  Object.entries(contract).flatMap(([group, calls]) =>
    Object.entries(calls).map(([name, call]) => [
      `/${group}/${name}`,
      { isStop: call === stop, isRead: call['~orpc'].route.method === 'GET', isEndless: call === endless },
    ]),
  ),
)
const unknown: KnownCall = { isStop: false, isRead: true, isEndless: false }

/** Finds a call by its procedure's path, such as `/safety/stop`. */
function callAt(address: string): KnownCall {
  try {
    // Most addresses match exactly. Others, such as whole URLs, are normalised as the handler does it.
    return (
      byPath.get(address) ?? byPath.get(new URL(address, 'http://localhost').pathname.replace(/\/$/, '')) ?? unknown
    )
  } catch {
    return unknown
  }
}

export const isStopRoute = (method: string | undefined, route: string) =>
  method === stopRoute.method && route.replace(/\/$/, '') === stopRoute.path

const pairRoute = contract.pairings.request['~orpc'].route.path!

/** A call of a device that has no token yet. */
export const isPairingRoute = (method: string | undefined, route: string) =>
  (method === 'POST' && route.replace(/\/$/, '') === pairRoute) ||
  (method === 'GET' && route.startsWith(`${pairRoute}/`) && !route.slice(pairRoute.length + 1, -1).includes('/'))

const calls = Object.values(contract).flatMap((group) => Object.values(group))
const routes = calls.map((call) => {
  const { method, path = '' } = call['~orpc'].route
  return { method: method as string, shape: new RegExp(`^${path.replace(/\{[^}]+\}/g, '[^/]+')}/?$`) }
})

/**
 * The HTTP methods of a route, empty where it does not exist. Wherever GET is allowed HEAD is too, except for streams.
 */
export function methodsOf(route: string): string[] {
  const methods = routes.filter(({ shape }) => shape.test(route)).map(({ method }) => method)
  return methods.flatMap((method) => (method === 'GET' && !isEndlessRoute(route) ? ['GET', 'HEAD'] : [method]))
}

/** The answer to this route is a stream that ends when the caller disconnects. */
export const isEndlessRoute = (route: string) => route.replace(/\/$/, '') === endless['~orpc'].route.path
