/** The address of the control API, such as `http://127.0.0.1:4747/`, and the token of this device. */
export interface Address {
  url: string
  token: string
}

/** Why the client cannot use Giftdeck. `unauthorized`: the token is not valid. `silent`: Giftdeck does not answer. */
export type OfflineReason = 'unreachable' | 'silent' | 'unauthorized' | 'forbidden' | 'busy'

/** A call that did not succeed. */
export class CallFailed extends Error {
  override name = 'CallFailed'
  /** The error code of the control API, such as `LOCKED`; null if there was no answer. */
  readonly code: string | null
  readonly status: number | null
  readonly data: unknown
  readonly reason: OfflineReason | null
  constructor(message: string, of: { code?: string; status?: number; data?: unknown; reason?: OfflineReason }) {
    super(message)
    this.code = of.code ?? null
    this.status = of.status ?? null
    this.data = of.data
    this.reason = of.reason ?? null
  }
}

interface CallOptions {
  body?: unknown
  idempotencyKey?: string
}

export type Call = <Answer>(method: 'GET' | 'POST', route: string, options?: CallOptions) => Promise<Answer>

const reasonOf = (status: number): OfflineReason | undefined => {
  if (status === 401) return 'unauthorized'
  if (status === 403) return 'forbidden'
  return status === 429 ? 'busy' : undefined
}

/** Calls the control API. Each call gives up after `timeoutMs`. */
export function createCall({ url, token }: Address, timeoutMs: number): Call {
  return async <Answer>(method: 'GET' | 'POST', route: string, { body, idempotencyKey }: CallOptions = {}) => {
    let response: Response
    let text: string
    try {
      response = await fetch(new URL(`api/v1${route}`, url), {
        method,
        headers: {
          authorization: `Bearer ${token}`,
          ...(body !== undefined && { 'content-type': 'application/json' }),
          ...(idempotencyKey !== undefined && { 'idempotency-key': idempotencyKey }),
        },
        ...(body !== undefined && { body: JSON.stringify(body) }),
        signal: AbortSignal.timeout(timeoutMs),
      })
      text = await response.text()
    } catch (error) {
      const isTimeout = (error as Error).name === 'TimeoutError'
      throw new CallFailed(isTimeout ? 'Giftdeck does not answer.' : 'Giftdeck cannot be reached.', {
        reason: isTimeout ? 'silent' : 'unreachable',
      })
    }
    if (response.ok) return JSON.parse(text) as Answer
    const { message, code, data } = parseError(text)
    const reason = reasonOf(response.status)
    throw new CallFailed(message ?? `Giftdeck answered ${response.status}.`, {
      status: response.status,
      ...(code !== undefined && { code }),
      ...(data !== undefined && { data }),
      ...(reason && { reason }),
    })
  }
}

function parseError(text: string): { message?: string; code?: string; data?: unknown } {
  try {
    return JSON.parse(text) as { message?: string; code?: string; data?: unknown }
  } catch {
    return {}
  }
}
