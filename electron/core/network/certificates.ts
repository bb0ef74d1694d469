import tls from 'node:tls'

/** Which certificates connections trust. */
export interface Trust {
  /** Undefined = Node's own default, which costs nothing. A new one is a new object. */
  context(): tls.SecureContext | undefined
  /** After a certificate that was not trusted: adds this computer's own. False when that changes nothing. */
  widen(): boolean
}

/**
 * The roots that Node brings, and, once a certificate is not trusted, also those of this computer's store: a company's
 * or a virus scanner's own root stands there. Reading the store and building a context from it takes some tenths of a
 * second, which only those pay who need it.
 */
export function createTrust(read: () => readonly string[] = systemCertificates): Trust {
  let context: tls.SecureContext | undefined
  let known = new Set<string>()
  return {
    context: () => context,
    widen() {
      if (known.size === 0) known = new Set(tls.getCACertificates('default').map(bare))
      const more = read().filter((certificate) => !known.has(bare(certificate)))
      if (more.length === 0) return false
      for (const certificate of more) known.add(bare(certificate))
      context = tls.createSecureContext({ ca: [...known].map(pem) })
      return true
    },
  }
}

/** Empty where the store cannot be read: then Node's own roots have to do. */
function systemCertificates(): readonly string[] {
  try {
    return tls.getCACertificates('system')
  } catch {
    return []
  }
}

/** Removes markers and line breaks, because stores wrap the same certificate differently. */
const bare = (certificate: string) => certificate.replace(/-----[^-]+-----|\s/g, '')
const pem = (base64: string) => `-----BEGIN CERTIFICATE-----\n${base64}\n-----END CERTIFICATE-----\n`
