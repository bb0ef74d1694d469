import type { ServerResponse } from 'node:http'
import type { Policy } from '../policy.ts'

/** An error that the server answers before a call is handled, so nothing was done. */
export interface Refusal {
  status: 400 | 401 | 403 | 404 | 405 | 413 | 421 | 429 | 500 | 503
  code: string
  message: string
  retryAfterMs?: number
  /** The invalid fields. */
  issues?: { field: string; message: string }[]
}

export const isRefusal = (answer: object): answer is Refusal => 'status' in answer

export const nothingHere: Refusal = { status: 404, code: 'NOT_FOUND', message: 'There is nothing here.' }
export const wrongMethod = (methods: readonly string[]): Refusal => ({
  status: 405,
  code: 'METHOD_NOT_SUPPORTED',
  message: `This can be asked with ${methods.join(' or ')} only.`,
})
export const tooLarge = ({ largestBodyBytes }: Policy['server']): Refusal => ({
  status: 413,
  code: 'PAYLOAD_TOO_LARGE',
  message: `A request may have ${largestBodyBytes / (1024 * 1024)} MiB at most.`,
})
export const notJson: Refusal = {
  status: 400,
  code: 'BAD_REQUEST',
  message: 'Content-Type must be application/json.',
  issues: [{ field: 'Content-Type', message: 'must be application/json' }],
}
export const badBody = (why: string): Refusal => ({
  status: 400,
  code: 'BAD_REQUEST',
  message: `body: ${why}`,
  issues: [{ field: 'body', message: why }],
})
export const failed: Refusal = { status: 500, code: 'INTERNAL_SERVER_ERROR', message: 'Something went wrong.' }
export const tooManyCalls = ({ retryAfterMs }: Policy['server']): Refusal => ({
  status: 429,
  code: 'TOO_MANY_REQUESTS',
  message: 'Too many calls wait for their turn. Nothing was done for this one. Wait for answers before you send more.',
  retryAfterMs,
})
export const tooManyConnections = ({ retryAfterMs }: Policy['server']): Refusal => ({
  status: 503,
  code: 'SERVICE_UNAVAILABLE',
  message: 'Too many connections are in use. Nothing was done. Use fewer connections, each for many calls.',
  retryAfterMs,
})

/** The body of a refusal, in the format of every error of the API. */
export const problem = ({ status, code, message, retryAfterMs, issues }: Refusal) => ({
  defined: false,
  code,
  status,
  message,
  ...(retryAfterMs !== undefined && { data: { retryAfterMs } }),
  ...(issues && { data: { issues } }),
})

/** Every answer has these headers. */
export function setSafetyHeaders(response: ServerResponse): void {
  response.setHeader('X-Content-Type-Options', 'nosniff')
  response.setHeader('Referrer-Policy', 'no-referrer')
  response.setHeader('Cross-Origin-Resource-Policy', 'same-origin')
}

export function refuse(response: ServerResponse, refusal: Refusal): void {
  const { status, retryAfterMs } = refusal
  setSafetyHeaders(response)
  if (retryAfterMs !== undefined) response.setHeader('Retry-After', Math.ceil(retryAfterMs / 1_000))
  if (status === 401) response.setHeader('WWW-Authenticate', 'Bearer')
  sendJson(response, status, problem(refusal))
}

export function sendJson(response: ServerResponse, status: number, body: unknown): void {
  response.statusCode = status
  response.setHeader('Content-Type', 'application/json; charset=utf-8')
  response.end(JSON.stringify(body))
}
