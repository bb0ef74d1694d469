const kept = 'giftdeck.token'

/** The token arrives in the fragment, which no server, log or referrer sees, and leaves the address bar at once. */
export function takeToken(): string | null {
  const given = new URLSearchParams(location.hash.slice(1)).get('token')
  if (given !== null) {
    sessionStorage.setItem(kept, given)
    history.replaceState(null, '', location.pathname + location.search)
  }
  return sessionStorage.getItem(kept)
}
