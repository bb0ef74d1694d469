import tls from 'node:tls'

/** Which certificates connections trust. */
export interface Trust {
  /** Undefined = Node's default. A change of the trusted certificates gives a new object, so that it can be noticed. */
  context(): tls.SecureContext | undefined
  /** Adds the certificates of this computer, after one was not trusted. False where that changes nothing. */
  widen(): boolean
}

/**
 * Trusts Node's built-in root certificates, and those of this computer's store once a certificate is not trusted. The
 * store may hold the root of a company or a virus scanner. Reading it and building a context takes some tenths of a
 * second, so it is read only when it is needed.
 */
export function createTrust(read: () => readonly string[] = systemCertificates): Trust {
  let context: tls.SecureContext | undefined
  let known = new Set<string>()
  return {
    context: () => context,
    widen() {
      if (known.size === 0) known = new Set(tls.getCACertificates('default').map(base64Of))
      const more = read().filter((certificate) => !known.has(base64Of(certificate)))
      if (more.length === 0) return false
      for (const certificate of more) known.add(base64Of(certificate))
      context = tls.createSecureContext({ ca: [...known].map(pem) })
      return true
    },
  }
}

/** Empty where the store cannot be read. Then only Node's own roots are trusted. */
function systemCertificates(): readonly string[] {
  try {
    return tls.getCACertificates('system')
  } catch {
    return []
  }
}

/** A certificate without markers and line breaks, because stores wrap the same certificate differently. */
const base64Of = (certificate: string) => certificate.replace(/-----[^-]+-----|\s/g, '')
const pem = (base64: string) => `-----BEGIN CERTIFICATE-----\n${base64}\n-----END CERTIFICATE-----\n`
