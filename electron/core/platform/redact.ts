/** The members of an answer that quote the vendor. */
interface Quoted {
  vendorText?: string
  requestId?: string
}

/**
 * Hides credentials in a text that may quote the URL of a vendor or a proxy, or a settings object. A match ends at a
 * quote or a backslash, so that JSON stays valid. Each pattern begins with one fixed character. A pattern that began
 * with a repetition would take hours for a megabyte of backslashes from a vendor, and block the process for that time.
 */
export function redact(text: string | URL): string {
  return String(text)
    .replace(/([?&](?:usersig|signature)=)[^&#\s"'<>\\]*/gi, '$1[hidden]')
    .replace(/(:\/\/)[^/?#\s"'<>\\]*@/g, '$1[hidden]@')
    .replace(/("(?:usersig|signature|secretkey|serversecret)\\*"\s*:\s*\\*")[^"\\]*/gi, '$1[hidden]')
}

/** Removes the secrets of one call from what the vendor answered to it. */
export type Clean = <T extends Quoted>(quoted: T) => T

/** A secret shorter than this may be a part of ordinary words by chance. */
const shortSecret = 8

/**
 * Removes the secrets that signed a call from the vendor's texts, in case the vendor quotes the call. The texts go into
 * receipts, which are stored, shown and exported. The answer itself is parsed unchanged, so that a short secret which
 * happens to occur in it cannot corrupt it.
 */
export function withoutSecrets<T extends Quoted>(quoted: T, secrets: readonly string[]): T {
  const { vendorText, requestId } = quoted
  const clean = (text: string) => secrets.filter((secret) => secret !== '').reduce(hide, redact(text))
  return {
    ...quoted,
    ...(vendorText !== undefined && { vendorText: clean(vendorText) }),
    ...(requestId !== undefined && { requestId: clean(requestId) }),
  }
}

/** A short secret is hidden only where it is a whole word. */
const hide = (text: string, secret: string) =>
  secret.length >= shortSecret
    ? text.replaceAll(secret, '[hidden]')
    : text.replace(new RegExp(`(?<![A-Za-z0-9])${escapeRegExp(secret)}(?![A-Za-z0-9])`, 'g'), '[hidden]')

const escapeRegExp = (text: string) => text.replace(/[\\^$.*+?()[\]{}|]/g, String.raw`\$&`)
