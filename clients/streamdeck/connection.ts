import { createGiftdeckClient, type GiftdeckClient } from '../giftdeck-client/client.ts'
import { pair, type PairingOutcome } from '../giftdeck-client/pair.ts'
import type { Link } from './faces.ts'
import { defaultUrl, type GlobalSettings } from './settings.ts'

export interface ConnectionDeps {
  /** Stores the address and the token with the app. */
  store: (settings: GlobalSettings) => void
  onChange: () => void
}

export type PairingState = { is: 'waiting'; code: string | null } | Exclude<PairingOutcome, { is: 'accepted' }>

/** The only connection of the plugin to Giftdeck. All keys share it. */
export function createConnection({ store, onChange }: ConnectionDeps) {
  let address: GlobalSettings = {}
  let client: GiftdeckClient | null = null
  let pairing: PairingState | null = null
  let attempt: AbortController | null = null

  function use(next: GlobalSettings) {
    if (client && next.url === address.url && next.token === address.token) return
    client?.close()
    address = next
    const { url = defaultUrl, token } = next
    client = token ? createGiftdeckClient({ address: { url, token }, onChange }) : null
    onChange()
  }
  const change = (next: GlobalSettings) => {
    store(next)
    use(next)
  }
  const show = (state: PairingState | null) => {
    pairing = state
    onChange()
  }

  async function startPairing(url: string) {
    attempt?.abort()
    const own = (attempt = new AbortController())
    show({ is: 'waiting', code: null })
    const onCode = (code: string) => show({ is: 'waiting', code })
    const outcome = await pair({ url, name: 'Stream Deck', scopes: ['read', 'fire'], onCode, signal: own.signal })
    if (attempt !== own) return
    attempt = null
    if (outcome.is === 'accepted') {
      pairing = null
      change({ url, token: outcome.token })
    } else show(outcome.is === 'cancelled' ? null : outcome)
  }

  return {
    use,
    change,
    changeAddress: (url: string) => change({ ...address, url }),
    startPairing,
    cancelPairing() {
      attempt?.abort()
      attempt = null
      show(null)
    },
    url: () => address.url ?? defaultUrl,
    client: () => client,
    view: () => client?.view() ?? null,
    pairing: () => pairing,
    link(): Link {
      if (pairing?.is === 'waiting' && pairing.code !== null) return { is: 'pairing', code: pairing.code }
      return client?.connection() ?? { is: 'unpaired' }
    },
  }
}
export type Connection = ReturnType<typeof createConnection>
