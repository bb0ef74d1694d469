import type { SomeCompanionConfigField } from '@companion-module/base'
import type { Address } from '../../giftdeck-client/call.ts'

/** Companion stores secrets apart from the configuration, so the token is not part of an exported configuration. */
export interface Config {
  address?: string
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
    value: 'In Giftdeck, make a token for this device that may read and fire. Copy its address and its token here.',
  },
  { type: 'textinput', id: 'address', label: 'Address of Giftdeck', width: 6, default: defaultAddress },
  { type: 'secret-text', id: 'token', label: 'Token of this device', width: 6, default: '' },
]

export type ReadConfig = { address: Address } | { problem: string }

/** The first configuration has no token, and a host may paste spaces or leave out the slash at the end. */
export function readConfig({ address = '' }: Config = {}, { token = '' }: Secrets = {}): ReadConfig {
  const [url, secret] = [address.trim(), token.trim()]
  if (url === '' && secret === '') return { problem: 'Give the address and the token of Giftdeck.' }
  if (url === '') return { problem: 'Give the address of Giftdeck.' }
  const parsed = URL.canParse(url) ? new URL(url) : null
  if (parsed === null || !/^https?:$/.test(parsed.protocol))
    return { problem: `This address cannot be used. It should look like ${defaultAddress}` }
  if (secret === '') return { problem: 'Give the token of this device. Giftdeck makes it.' }
  // A token is a header and a subprotocol, which hold only these characters.
  if (!/^[\w.~+/=-]+$/.test(secret)) return { problem: 'This is not a token of Giftdeck. Copy it again.' }
  // Calls are relative to the address, so its last part would be lost without a slash.
  return { address: { url: parsed.href.endsWith('/') ? parsed.href : `${parsed.href}/`, token: secret } }
}
