/**
 * Hides credentials in any text that quotes a vendor's URL, a proxy's, or a settings object. It stops at a quote and at a backslash,
 * so JSON stays JSON. Each pattern begins at a plain character: one that began with a run would take hours over a vendor's
 * megabyte of backslashes, and nothing else would be heard meanwhile.
 */
export function redact(text: string | URL): string {
  return String(text)
    .replace(/([?&](?:usersig|signature)=)[^&#\s"'<>\\]*/gi, '$1[hidden]')
    .replace(/(:\/\/)[^/?#\s"'<>\\]*@/g, '$1[hidden]@')
    .replace(/("(?:usersig|signature|secretkey|serversecret)\\*"\s*:\s*\\*")[^"\\]*/gi, '$1[hidden]')
}
