export type PairingOutcome =
  | { is: 'accepted'; token: string }
  | { is: 'refused' | 'expired' | 'cancelled' }
  /** Another device is being paired. */
  | { is: 'busy' }
  | { is: 'unreachable' }
  | { is: 'failed' }

export interface PairOptions {
  /** The address of the control API, such as `http://127.0.0.1:4747/`. */
  url: string
  /** The name of the device, which the host sees. */
  name: string
  scopes: readonly ('read' | 'fire')[]
  /** Called with the code that both sides show. */
  onCode: (code: string) => void
  signal: AbortSignal
  pollEveryMs?: number
}

type Answer =
  | { state: 'waiting' | 'refused' | 'expired' }
  | { state: 'accepted'; token: string; scopes: readonly string[] }

/** A call of the pairing without an answer for this long has failed. */
const callTimeoutMs = 10_000

/** Asks for a token of this device, and waits until the host has accepted or refused it in Giftdeck. */
export async function pair({ url, name, scopes, onCode, signal, pollEveryMs = 1_000 }: PairOptions) {
  const route = (path: string) => new URL(`api/v1/pairings${path}`, url)
  const ask = (target: URL, init: RequestInit) =>
    fetch(target, { ...init, signal: AbortSignal.any([signal, AbortSignal.timeout(callTimeoutMs)]) })
  const lost = (): PairingOutcome => ({ is: signal.aborted ? 'cancelled' : 'unreachable' })

  const begin = async (): Promise<PairingOutcome> => {
    const headers = { 'content-type': 'application/json' }
    const response = await ask(route(''), { method: 'POST', headers, body: JSON.stringify({ name, scopes }) })
    if (response.status === 409 || response.status === 429) return { is: 'busy' }
    if (!response.ok) return { is: 'failed' }
    const { id, secret, code } = (await response.json()) as { id: string; secret: string; code: string }
    onCode(code)
    return poll(id, secret)
  }

  async function poll(id: string, secret: string): Promise<PairingOutcome> {
    for (;;) {
      await new Promise((resolve) => setTimeout(resolve, pollEveryMs))
      if (signal.aborted) return { is: 'cancelled' }
      const response = await ask(route(`/${encodeURIComponent(id)}`), {
        headers: { authorization: `Bearer ${secret}` },
      })
      if (response.status === 429) continue
      if (!response.ok) return { is: response.status === 404 ? 'expired' : 'failed' }
      const answer = (await response.json()) as Answer
      if (answer.state === 'accepted') return { is: 'accepted', token: answer.token }
      if (answer.state !== 'waiting') return { is: answer.state }
    }
  }

  return begin().catch(lost)
}
