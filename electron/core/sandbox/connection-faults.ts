import { setTimeout as sleep } from 'node:timers/promises'
import type { ServerResponse } from 'node:http'
import type { Context, SimulatedVendor } from './context.ts'

/** One request that the server is processing. */
export interface HttpExchange {
  context: Context
  call: string
  vendor: SimulatedVendor
  response: ServerResponse
}

const proxyPage = (title: string) =>
  `<html>\r\n<head><title>${title}</title></head>\r\n<body>\r\n<center><h1>${title}</h1></center>\r\n</body>\r\n</html>\r\n`

export function answerPage(
  { context, response }: HttpExchange,
  status: number,
  title: string,
  extra: Record<string, string> = {},
) {
  const date = new Date(context.now()).toUTCString()
  response.writeHead(status, { 'content-type': 'text/html', date, ...extra }).end(proxyPage(title))
}

export function answerJson({ context, response }: HttpExchange, json: object) {
  const date = new Date(context.now()).toUTCString()
  response.writeHead(200, { 'content-type': 'application/json', date }).end(JSON.stringify(json))
}

/** Applies the faults that block or delay the request. */
export async function beforeEffect(exchange: HttpExchange): Promise<'go on' | 'answered'> {
  const { context, call, vendor, response } = exchange
  const { faults } = context
  if (faults.trigger('resetBefore', call) !== null) {
    response.socket?.resetAndDestroy()
    return 'answered'
  }
  if (faults.trigger('http502', call) !== null) {
    answerPage(exchange, 502, '502 Bad Gateway')
    return 'answered'
  }
  const tooMany = faults.trigger('http429', call)
  if (tooMany !== null) {
    answerPage(exchange, 429, '429 Too Many Requests', { 'retry-after': tooMany.retryAfter ?? '1' })
    return 'answered'
  }
  const refused = faults.trigger('refuse', call)
  if (refused !== null) {
    answerJson(exchange, vendor.refusal(refused.code))
    return 'answered'
  }
  // The call is applied even if the client has disconnected, because a vendor does not notice that either.
  const hang = faults.trigger('hangBefore', call)
  if (hang !== null) await sleep(faults.ms(hang))
  return 'go on'
}

/** Applies the faults between the effect and its answer. Returns the answer to send, or null if there is none. */
export async function afterEffect(exchange: HttpExchange, answer: object): Promise<object | null> {
  const { context, call, vendor, response } = exchange
  const { faults } = context
  if (faults.trigger('answerLost', call) !== null) {
    response.socket?.destroy()
    return null
  }
  if (faults.trigger('resetAfter', call) !== null) {
    response.socket?.resetAndDestroy()
    return null
  }
  const broken = faults.trigger('http500After', call)
  if (broken !== null) {
    answerPage(exchange, broken.status ?? 500, `${broken.status ?? 500} Server Error`)
    return null
  }
  const hang = faults.trigger('hangAfter', call)
  if (hang !== null) await sleep(faults.ms(hang))
  const refused = faults.trigger('refuseAfter', call)
  return refused === null ? answer : vendor.refusal(refused.code)
}
