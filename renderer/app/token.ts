import { passing } from '../platform/storage.ts'
const kept = 'giftdeck.token'

/** The token arrives in the fragment, which no server, log or referrer sees, and leaves the address bar at once. */
export function takeToken(): string | null {
  const given = new URLSearchParams(location.hash.slice(1)).get('token')
  if (given !== null) {
    passing.setItem(kept, given)
    history.replaceState(null, '', location.pathname + location.search)
  }
  return passing.getItem(kept)
}
