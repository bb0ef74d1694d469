import { getEventMeta } from '@orpc/server'
import type { GiftdeckEvent } from '../../../shared/contract/events.ts'
import type { OverlayMessage } from '../../../shared/contract/overlays.ts'
import type { Receipt } from '../../../shared/contract/send.ts'
import { piecesOf } from '../../../shared/domain/pieces.ts'
import type { App } from '../app.ts'
import type { SendBacklog } from '../events/send-backlog.ts'
import type { Transport } from './transport.ts'

/**
 * Sends an overlay what it shows, and an alert for each gift that Giftdeck delivered into its room. An overlay that
 * connects again gets the alerts since `after`, but none that is too old to be news.
 */
export async function serveOverlay(
  app: App,
  transport: Pick<Transport, 'send'>,
  of: { id: string; after: string | undefined; unsent: SendBacklog; signal: AbortSignal },
): Promise<void> {
  const { eventStream, deps } = app
  const { overlays } = app.broadcast
  const { id } = of
  const { alertNewsMs } = deps.policy.overlays
  const send = (message: OverlayMessage) => transport.send(JSON.stringify(message))
  let at = of.after ?? '0'
  let shown: string | undefined

  const sendView = async () => {
    const view = overlays.view(id)
    const text = JSON.stringify(view)
    if (text === shown) return
    shown = text
    await send({ kind: 'view', at, view })
  }
  const isNews = ({ updatedAt }: Receipt) => deps.clock.now() - Date.parse(updatedAt) < alertNewsMs
  const alertOf = (event: GiftdeckEvent) =>
    event.kind === 'send' &&
    isDelivered(event.send) &&
    event.send.roomName === overlays.roomOf(id) &&
    isNews(event.send)
      ? event.send
      : undefined

  if (of.after !== undefined) await sendView()
  for await (const event of eventStream.watch(of.after, of.signal, of.unsent)) {
    at = getEventMeta(event)?.id ?? String(event.seq)
    const delivered = alertOf(event)
    if (delivered && overlays.view(id)?.alerts)
      await send({
        kind: 'alert',
        at,
        alert: {
          name: delivered.giftName ?? delivered.gift.giftId,
          icon: delivered.giftIcon ?? '🎁',
          pieces: piecesOf(delivered),
        },
      })
    else if (mayChangeView(event)) await sendView()
  }
}

const isDelivered = (send: Receipt): send is Receipt & { gift: NonNullable<Receipt['gift']> } =>
  send.gift !== undefined && send.state === 'delivered'

const viewed: ReadonlySet<string> = new Set(['goals', 'receivers', 'overlays', 'rooms'])

const mayChangeView = (event: GiftdeckEvent) =>
  event.kind === 'snapshot' || event.kind === 'reading' || (event.kind === 'changed' && viewed.has(event.what))
