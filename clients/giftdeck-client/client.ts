import type { DeckAnswer, KeyTotals } from '../../shared/contract/deck.ts'
import type { GiftdeckEvent } from '../../shared/contract/events.ts'
import type { Accepted, Receipt } from '../../shared/contract/send.ts'
import type { Template, Templates } from '../../shared/contract/templates.ts'
import { isRunning } from '../../shared/domain/send-states.ts'
import { CallFailed, createCall, type Address, type OfflineReason } from './call.ts'
import { createView, type View } from './view.ts'

export { CallFailed, type OfflineReason } from './call.ts'
export type { View } from './view.ts'

export type ConnectionState = { is: 'connecting' } | { is: 'online' } | { is: 'offline'; why: OfflineReason }

/** A key of the deck together with its room. A key id alone could name another key in another room. */
interface KeyOfRoom {
  id: string
  room: string
}

interface SendOptions {
  /** Called once Giftdeck has recorded the press, with the ids of its sends. */
  onAccepted?: (ids: readonly string[]) => void
}

export interface GiftdeckClient {
  connection(): ConnectionState
  /** Null until the first connection. It keeps its last state while the client is offline. */
  view(): View | null
  /**
   * Presses a key once. Resolves with its receipts once none of them runs any more. Rejects with CallFailed: with a
   * `code` if nothing was sent, without one if Giftdeck did not answer. Then it is not known whether the key was
   * pressed, and the client never presses again by itself.
   */
  press(key: KeyOfRoom, options?: SendOptions & { count?: number }): Promise<Receipt[]>
  /** Posts a text with its `{variables}` filled. Resolves and rejects as `press` does. */
  announce(text: string, options?: SendOptions & { extensionInfo?: Template['extensionInfo'] }): Promise<Receipt>
  /** Opens the live lock for one press, or with `hold` for `seconds`. */
  arm(options?: { seconds?: number; hold?: boolean }): Promise<void>
  disarm(): Promise<void>
  stop(): Promise<void>
  resume(): Promise<void>
  close(): void
}

interface ClientTimes {
  /** A call without an answer for this long has failed. */
  callTimeoutMs: number
  /** A connection is checked this often. */
  pingEveryMs: number
  /** Giftdeck counts as silent after this time without an answer. */
  silentAfterMs: number
  /** The first wait before the next attempt. It doubles up to the longest. */
  firstRetryMs: number
  longestRetryMs: number
  /** After a refused token. It doubles up to ten times as long. */
  unauthorizedRetryMs: number
}

export const defaultTimes: ClientTimes = {
  callTimeoutMs: 10_000,
  pingEveryMs: 1_000,
  silentAfterMs: 1_500,
  firstRetryMs: 250,
  longestRetryMs: 5_000,
  unauthorizedRetryMs: 30_000,
}

/** The totals are loaded again after this many delivered sends, so that they are not summed at every change. */
const reloadTotalsAfterCount = 500

export interface ClientOptions {
  address: Address
  /** Called after every change of the connection or the view. */
  onChange: () => void
  times?: Partial<ClientTimes>
}

/** Connects to the control API of Giftdeck, and connects again until it is closed. */
export function createGiftdeckClient({ address, onChange, times: given }: ClientOptions): GiftdeckClient {
  const times = { ...defaultTimes, ...given }
  const call = createCall(address, times.callTimeoutMs)
  const ping = createCall(address, times.silentAfterMs)
  const closed = new AbortController()
  let connection: ConnectionState = { is: 'connecting' }
  let lastEventId: string | undefined
  let loads = 0
  /** Presses that wait for the end of a send, by send id. A receipt may arrive before the answer of its press. */
  const waiting = new Map<string, (receipt: Receipt) => void>()
  const view = createView((receipt) => {
    if (isRunning(receipt.state)) return
    waiting.get(receipt.id)?.(receipt)
    waiting.delete(receipt.id)
  })

  const enter = (next: ConnectionState) => {
    connection = next
    onChange()
  }

  async function load() {
    const mine = ++loads
    const [deck, { templates }, totals] = await Promise.all([
      call<DeckAnswer>('GET', '/deck'),
      call<Templates>('GET', '/templates'),
      call<KeyTotals>('GET', '/deck/totals'),
    ])
    if (mine === loads) view.load({ deck, templates, totals })
  }
  const reload = () =>
    void load().then(onChange, () => {
      // A failed load means that the connection is lost, and the next connection loads again.
    })

  async function run() {
    const backoff = createBackoff(times)
    while (!closed.signal.aborted) {
      const why = await stayConnected(backoff.reset)
      if (closed.signal.aborted) return
      enter({ is: 'offline', why })
      await pause(backoff.next(why), closed.signal)
    }
  }

  /** Connects once. Resolves with the reason after the connection has ended. */
  async function stayConnected(onOnline: () => void): Promise<OfflineReason> {
    try {
      // A WebSocket does not tell why it was refused, so calls check the token first.
      await load()
    } catch (error) {
      return (error as CallFailed).reason ?? 'unreachable'
    }
    const ended = Promise.withResolvers<OfflineReason>()
    const socket = openEvents(address, lastEventId)
    socket.addEventListener('close', () => ended.resolve('unreachable'))
    socket.addEventListener('message', ({ data }: MessageEvent<string>) => {
      const event = JSON.parse(data) as GiftdeckEvent & { id: string }
      lastEventId = event.id
      view.take(event)
      if (event.kind === 'snapshot' || reloadOn(event) || view.countedSinceLoad() > reloadTotalsAfterCount) reload()
      if (connection.is !== 'online') {
        onOnline()
        enter({ is: 'online' })
        void findMissedReceipts()
      } else onChange()
    })
    const watch = setInterval(() => {
      ping('GET', '/ping').catch((error: CallFailed) => ended.resolve(error.reason ?? 'unreachable'))
    }, times.pingEveryMs)
    const close = () => ended.resolve('unreachable')
    closed.signal.addEventListener('abort', close)
    const why = await ended.promise
    clearInterval(watch)
    closed.signal.removeEventListener('abort', close)
    socket.close()
    return why
  }

  /** Reads the sends that presses wait for, because their receipts may have been missed while offline. */
  async function findMissedReceipts() {
    for (const id of waiting.keys()) {
      const receipt = await call<Receipt>('GET', `/sends/${id}`).catch(() => null)
      if (receipt) view.take({ kind: 'send', seq: receipt.seq, send: receipt })
    }
  }

  const endOf = (id: string) =>
    new Promise<Receipt>((resolve) => {
      const known = view.receipt(id)
      if (known && !isRunning(known.state)) resolve(known)
      else waiting.set(id, resolve)
    })

  async function send<Answer>(route: string, body: unknown, idsOf: (answer: Answer) => string[], options: SendOptions) {
    const answer = await call<Answer>('POST', route, { body, idempotencyKey: crypto.randomUUID() })
    const ids = idsOf(answer)
    options.onAccepted?.(ids)
    return Promise.all(ids.map(endOf))
  }

  void run()
  return {
    connection: () => connection,
    view: () => view.read(),
    press: ({ id, room }, { count, ...options } = {}) =>
      send<{ sends: Accepted[] }>(
        `/deck/keys/${encodeURIComponent(id)}/press`,
        { room, ...(count !== undefined && { count }) },
        ({ sends }) => sends.map((each) => each.id),
        options,
      ),
    async announce(text, { extensionInfo, ...options } = {}) {
      const body = { text, fill: true, ...(extensionInfo !== undefined && { extensionInfo }) }
      const [receipt] = await send<Accepted>('/announcements', body, (answer) => [answer.id], options)
      return receipt!
    },
    arm: (options = {}) => call('POST', '/arm', { body: options }),
    disarm: () => call('POST', '/disarm'),
    stop: () => call('POST', '/stop'),
    resume: () => call('POST', '/resume'),
    close: () => closed.abort(),
  }
}

const reloadOn = (event: GiftdeckEvent) =>
  event.kind === 'changed' && (event.what === 'deck' || event.what === 'templates' || event.what === 'sessions')

/** A page cannot set headers on a WebSocket, so the token is a subprotocol everywhere. */
function openEvents({ url, token }: Address, after: string | undefined): WebSocket {
  const target = new URL('api/v1/events', url)
  target.protocol = target.protocol === 'https:' ? 'wss:' : 'ws:'
  if (after !== undefined) target.searchParams.set('after', after)
  return new WebSocket(target, ['giftdeck', `token.${token}`])
}

/** The waits before the next attempts, in milliseconds. They begin anew at a first refusal: lost connections do not lengthen them. */
export function createBackoff(times: ClientTimes) {
  let failures = 0
  let wasRefused = false
  return {
    reset: () => void (failures = 0),
    next(this: void, why: OfflineReason): number {
      const isRefused = why === 'unauthorized' || why === 'forbidden'
      if (isRefused !== wasRefused) failures = 0
      wasRefused = isRefused
      const [first, longest] = isRefused
        ? [times.unauthorizedRetryMs, times.unauthorizedRetryMs * 10]
        : [times.firstRetryMs, times.longestRetryMs]
      return Math.min(first * 2 ** failures++, longest)
    },
  }
}

const pause = (ms: number, signal: AbortSignal) =>
  new Promise<void>((resolve) => {
    const timer = setTimeout(done, ms)
    function done() {
      clearTimeout(timer)
      signal.removeEventListener('abort', done)
      resolve()
    }
    signal.addEventListener('abort', done)
  })
