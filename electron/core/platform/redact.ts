/** The parts of an answer that hold a vendor's own words. */
interface Quoted {
  vendorText?: string
  requestId?: string
}

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

/** As a client hands it on: for what it read under this call's own secrets. */
export type Clean = <T extends Quoted>(said: T) => T

/** Shorter ones stand in every second word. */
const shortSecret = 8

/**
 * What a vendor said, without what signed the question, should it quote that: its words go into receipts, which are kept, shown
 * and exported. Only words are touched. The answer itself is read as it came, so no secret, however short, spoils it.
 */
export function withoutSecrets<T extends Quoted>(said: T, secrets: readonly string[]): T {
  const { vendorText, requestId } = said
  const clean = (text: string) => secrets.filter((secret) => secret !== '').reduce(hide, redact(text))
  return {
    ...said,
    ...(vendorText !== undefined && { vendorText: clean(vendorText) }),
    ...(requestId !== undefined && { requestId: clean(requestId) }),
  }
}

/** A short one is hidden where it stands for itself. */
const hide = (text: string, secret: string) =>
  secret.length >= shortSecret
    ? text.replaceAll(secret, '[hidden]')
    : text.replace(new RegExp(`(?<![A-Za-z0-9])${literally(secret)}(?![A-Za-z0-9])`, 'g'), '[hidden]')

const literally = (text: string) => text.replace(/[\\^$.*+?()[\]{}|]/g, String.raw`\$&`)
