/** What the app stores for each key. These are type aliases, since only they are JSON objects to the SDK. */

export type FireSettings = {
  room?: string
  /** The id of the key, which stays when the key is renamed or moved. */
  key?: string
  count?: number
  /** The name and icon at the choice, shown while Giftdeck is not there. */
  label?: string
  icon?: string
}
export type AnnounceSettings = { room?: string; template?: string; label?: string }
export type CountSettings = { receiver?: string; which?: 'session' | 'total' }
export type ArmedSettings = { seconds?: number; hold?: boolean }
export type AnySettings = FireSettings & AnnounceSettings & CountSettings & ArmedSettings

/** What the app stores for the plugin. */
export type GlobalSettings = { url?: string; token?: string }

export const defaultUrl = 'http://127.0.0.1:4747/'
