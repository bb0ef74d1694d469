import type { OverlayMessage } from '../../shared/contract/overlays.ts'

const firstRetryMs = 250
const lastRetryMs = 5_000
/** An overlay that was withdrawn asks rarely, so that it costs the host nothing for as long as its source stays in OBS. */
const refusedRetryMs = 30_000
/** One refusal may come from a server that is busy or starting. */
const refusalsBeforeSlow = 3
/** A host that has not answered by then is taken for one that is not running. */
const answerMs = 3_000

export interface ConnectionOptions {
  token: string
  onMessage: (message: OverlayMessage) => void
  /** `lost` means: the numbers stay as they are until the connection is back. */
  onState: (state: 'open' | 'lost') => void
}

/**
 * Keeps one WebSocket to the host open, for as long as the page lives. It asks for the alerts that came while it was
 * not connected, and passes no alert on twice.
 */
export function connect({ token, onMessage, onState }: ConnectionOptions) {
  const address = `${location.origin.replace(/^http/, 'ws')}/overlay/events`
  let retryMs = firstRetryMs
  let refusals = 0
  /** The places in the host's stream of the newest message and of the newest alert. */
  let lastAt: string | undefined
  let lastAlertAt = -1

  const take = (text: unknown) => {
    const message = parse(text)
    if (!message) return
    const at = Number(message.at)
    lastAt = message.at
    // A ledger that was erased or replaced begins with smaller numbers.
    if (message.kind === 'view') lastAlertAt = Math.min(lastAlertAt, at)
    else if (at <= lastAlertAt) return
    else lastAlertAt = at
    onMessage(message)
  }

  const open = () => {
    const query = lastAt === undefined ? '' : `?after=${encodeURIComponent(lastAt)}`
    const socket = new WebSocket(address + query, ['giftdeck', `token.${token}`])
    let opened = false
    socket.addEventListener('open', () => {
      opened = true
      retryMs = firstRetryMs
      refusals = 0
      onState('open')
    })
    socket.addEventListener('message', ({ data }) => take(data))
    socket.addEventListener('close', () => {
      onState('lost')
      void retry(opened)
    })
  }

  const retry = async (opened: boolean) => {
    // A browser hides why a WebSocket failed. A host that answers over HTTP has refused it; otherwise it is not running.
    if (!opened) refusals = (await isHostUp()) ? refusals + 1 : 0
    setTimeout(open, refusals >= refusalsBeforeSlow ? refusedRetryMs : retryMs)
    retryMs = Math.min(retryMs * 2, lastRetryMs)
  }

  open()
}

async function isHostUp(): Promise<boolean> {
  try {
    await fetch('/overlay', { method: 'HEAD', cache: 'no-store', signal: AbortSignal.timeout(answerMs) })
    return true
  } catch {
    return false
  }
}

/** Returns the message, or undefined if it is of a kind that this page does not know. A newer host may send such ones. */
function parse(text: unknown): OverlayMessage | undefined {
  try {
    const message = JSON.parse(String(text)) as OverlayMessage
    return message.kind === 'view' || message.kind === 'alert' ? message : undefined
  } catch {
    return undefined
  }
}
