import type { OverlayMessage } from '../../shared/contract/overlays.ts'
import type { DrawnOverlay } from './draw.ts'

const shortestWaitMs = 250
const longestWaitMs = 5_000
/** A page does not learn why its WebSocket was refused. After some refusals in a row it asks rarely. */
const refusedWaitMs = 30_000
const mostRefusals = 8

/**
 * Follows the server. While the line is lost the overlay keeps its last numbers: viewers must see no error, and the
 * cockpit shows that the overlay is not connected.
 */
export function followServer(overlay: DrawnOverlay, { url, token }: { url: string; token: string }): void {
  let lastAt: string | undefined
  let lastAlert = -1
  let wait = shortestWaitMs
  let refusals = 0

  const take = (message: OverlayMessage) => {
    const at = Number(message.at)
    // A history that starts over, after an erase, has smaller numbers again.
    if (message.kind === 'view') {
      if (at < lastAlert) lastAlert = at
      overlay.show(message.view)
    } else if (at > lastAlert) {
      lastAlert = at
      overlay.alert(message.alert)
    }
    lastAt = message.at
  }

  const connect = () => {
    const query = lastAt === undefined ? '' : `?after=${encodeURIComponent(lastAt)}`
    const socket = new WebSocket(`${url}${query}`, ['giftdeck', `token.${token}`])
    socket.addEventListener('open', () => {
      refusals = 0
      wait = shortestWaitMs
    })
    socket.addEventListener('message', ({ data }) => take(JSON.parse(String(data)) as OverlayMessage))
    socket.addEventListener('close', () => {
      refusals++
      setTimeout(connect, refusals > mostRefusals ? refusedWaitMs : wait)
      wait = Math.min(longestWaitMs, wait * 2)
    })
  }
  connect()
}
