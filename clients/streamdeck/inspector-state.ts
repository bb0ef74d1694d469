import type { OfflineReason } from '../giftdeck-client/client.ts'
import type { Connection, PairingState } from './connection.ts'
import { receiverId } from './faces.ts'

/** What the property inspector shows. A type alias, since only that is a JSON object to the SDK. */
export type InspectorState = {
  url: string
  connection: 'unpaired' | 'connecting' | 'online' | OfflineReason
  pairing: { is: PairingState['is']; code: string | null } | null
  room: string | null
  keys: { id: string; label: string; icon: string; image: string | null }[]
  templates: { id: string; name: string }[]
  receivers: { id: string; name: string }[]
}

/** What the property inspector asks of the plugin. It cannot call Giftdeck itself, because its Origin is `null`. */
export type FromInspector =
  | { ask: 'state' }
  | { ask: 'pair'; url: string }
  | { ask: 'cancel-pairing' }
  | { ask: 'use-token'; url: string; token: string }
  /** Giftdeck runs at another address. The token stays. */
  | { ask: 'use-address'; url: string }

export function inspectorState(connection: Connection): InspectorState {
  const view = connection.view()
  const link = connection.client()?.connection() ?? { is: 'unpaired' as const }
  const pairing = connection.pairing()
  return {
    url: connection.url(),
    connection: link.is === 'offline' ? link.why : link.is,
    pairing: pairing && { is: pairing.is, code: pairing.is === 'waiting' ? pairing.code : null },
    room: view?.status.room ?? null,
    keys: (view?.deck.pages ?? []).flatMap(({ keys }) =>
      keys.map(({ id, label, icon, image = null }) => ({ id, label, icon, image })),
    ),
    templates: (view?.templates ?? []).map(({ id, name }) => ({ id, name })),
    receivers: (view?.readings ?? []).map((reading) => ({
      id: receiverId(reading),
      name: `${reading.receiver || reading.roomId} (${reading.vendor === 'zego' ? 'ZEGO' : 'Tencent'})`,
    })),
  }
}

export function takeFromInspector(connection: Connection, message: FromInspector) {
  if (message.ask === 'pair') void connection.startPairing(message.url)
  else if (message.ask === 'cancel-pairing') connection.cancelPairing()
  else if (message.ask === 'use-token') connection.change({ url: message.url, token: message.token })
  else if (message.ask === 'use-address') connection.changeAddress(message.url)
}
