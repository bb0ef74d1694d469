import type { Exchange } from '../ports.ts'

type NeverLeft = Extract<Exchange, { kind: 'never-left' }>['why']

const whys: Readonly<Record<string, NeverLeft>> = {
  ENOTFOUND: 'dns',
  EAI_AGAIN: 'dns',
  EAI_FAIL: 'dns',
  EAI_NONAME: 'dns',
  UND_ERR_CONNECT_TIMEOUT: 'connect-timeout',
  ETIMEDOUT: 'connect-timeout',
  ECONNREFUSED: 'refused',
  EHOSTUNREACH: 'refused',
  ENETUNREACH: 'refused',
  ENETDOWN: 'refused',
  EADDRNOTAVAIL: 'refused',
  UND_ERR_CLOSED: 'refused',
  UND_ERR_DESTROYED: 'refused',
}

/** Names the step that failed before a connection stood. Certificate and handshake errors have too many codes to list. */
export function whyNeverLeft(error: Error, secure: boolean): NeverLeft {
  return whys[codeOf(error)] ?? (secure ? 'tls' : 'refused')
}

function codeOf(error: Error): string {
  if ('code' in error && typeof error.code === 'string') return error.code
  // A name with several addresses fails with one error for each.
  const first: unknown = error instanceof AggregateError ? error.errors[0] : undefined
  return first instanceof Error ? codeOf(first) : ''
}
