import { contract } from '../../../shared/contract/index.ts'

/** What a door must know of a call before it is handled. */
export interface KnownCall {
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
export function callOnLine(address: string): KnownCall {
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
