import type { NeverLeft } from '../ports.ts'

const reasonsByCode: Readonly<Record<string, NeverLeft>> = {
  ENOTFOUND: 'dns',
  EAI_AGAIN: 'dns',
  EAI_FAIL: 'dns',
  EAI_NONAME: 'dns',
  UND_ERR_CONNECT_TIMEOUT: 'connect-timeout',
  ETIMEDOUT: 'connect-timeout',
  ECONNREFUSED: 'refused',
  EHOSTUNREACH: 'refused',
  UND_ERR_CLOSED: 'refused',
  UND_ERR_DESTROYED: 'refused',
  ENETUNREACH: 'offline',
  ENETDOWN: 'offline',
  EADDRNOTAVAIL: 'offline',
  EMFILE: 'not-opened',
  ENFILE: 'not-opened',
  ENOBUFS: 'not-opened',
  ENOMEM: 'not-opened',
  CERT_HAS_EXPIRED: 'certificate-date',
  CERT_NOT_YET_VALID: 'certificate-date',
  CERT_CHAIN_TOO_LONG: 'certificate',
  CERT_REJECTED: 'certificate',
  CERT_REVOKED: 'certificate',
  CERT_SIGNATURE_FAILURE: 'certificate',
  CERT_UNTRUSTED: 'certificate',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'certificate',
  ERR_TLS_CERT_ALTNAME_INVALID: 'certificate',
  HOSTNAME_MISMATCH: 'certificate',
  INVALID_CA: 'certificate',
  INVALID_PURPOSE: 'certificate',
  SELF_SIGNED_CERT_IN_CHAIN: 'certificate',
  UNABLE_TO_GET_ISSUER_CERT: 'certificate',
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: 'certificate',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'certificate',
}

/**
 * The most helpful failures first, where several addresses failed in different ways. A computer without IPv6 is
 * "offline" for every IPv6 address, which would hide the real failure of an IPv4 address.
 */
const byHelpfulness: readonly NeverLeft[] = ['connect-timeout', 'refused', 'not-opened', 'dns', 'offline']

/**
 * Returns why no connection was opened. An unknown code counts
 * as a TLS failure: handshakes have too many codes to list.
 */
export function connectFailureOf(error: unknown, secure: boolean): NeverLeft {
  if (error instanceof ConnectFailure) return error.why
  const otherwise = secure ? 'tls' : 'refused'
  if (!(error instanceof AggregateError)) return reasonsByCode[codeOf(error)] ?? otherwise
  // A name with several addresses fails with one error for each.
  const found = new Set(error.errors.map((one) => reasonsByCode[codeOf(one)]))
  return byHelpfulness.find((why) => found.has(why)) ?? otherwise
}

const codeOf = (error: unknown) =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : ''

/** Why no connection was established. No byte of the call was sent, so the call may be retried. */
export class ConnectFailure extends Error {
  /** Undici retries for ever after some error codes, so this is one that it does not use. */
  readonly code = 'GIFTDECK_CONNECT'
  readonly why: NeverLeft

  constructor(why: NeverLeft, cause?: unknown) {
    super(why, { cause })
    this.why = why
  }
}
