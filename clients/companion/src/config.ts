import type { SomeCompanionConfigField } from '@companion-module/base'
import type { Address } from '../../giftdeck-client/call.ts'

/** Companion stores secrets apart from the configuration, so the token is not part of an exported configuration. */
export interface Config {
  address?: string
  /** Asks Giftdeck for a token when the configuration is saved. It is switched off at once, so that it asks only once. */
  pair?: boolean
}
export interface Secrets {
  token?: string
}

const defaultAddress = 'http://127.0.0.1:4747/'

export const configFields: SomeCompanionConfigField[] = [
  {
    type: 'static-text',
    id: 'how',
    label: 'How to connect',
    width: 12,
    value:
      'Start Giftdeck, switch on "Pair with Giftdeck" and save. This connection then shows a code. Accept the device in ' +
      'Giftdeck if it shows the same code. Or make a token in Giftdeck that may read and fire, and copy it here.',
  },
  { type: 'textinput', id: 'address', label: 'Address of Giftdeck', width: 6, default: defaultAddress },
  { type: 'checkbox', id: 'pair', label: 'Pair with Giftdeck', width: 6, default: false },
  { type: 'secret-text', id: 'token', label: 'Token of this device', width: 6, default: '' },
]

/** `url` is there if only the token is missing. */
export type ReadConfig = { address: Address } | { problem: string; url?: string }

/** The first configuration has no token, and a host may paste spaces or leave out the slash at the end. */
export function readConfig({ address = '' }: Config = {}, { token = '' }: Secrets = {}): ReadConfig {
  const [url, secret] = [address.trim(), token.trim()]
  if (url === '') return { problem: 'Give the address of Giftdeck.' }
  const parsed = URL.canParse(url) ? new URL(url) : null
  if (parsed === null || !/^https?:$/.test(parsed.protocol))
    return { problem: `This address cannot be used. It should look like ${defaultAddress}` }
  // Calls are relative to the address, so its last part would be lost without a slash.
  const base = parsed.href.endsWith('/') ? parsed.href : `${parsed.href}/`
  if (secret === '')
    return { problem: 'Not paired yet. Switch on "Pair with Giftdeck" and save, or give a token.', url: base }
  // A token is a header and a subprotocol, which hold only these characters.
  if (!/^[\w.~+/=-]+$/.test(secret)) return { problem: 'This is not a token of Giftdeck. Copy it again.' }
  return { address: { url: base, token: secret } }
}
