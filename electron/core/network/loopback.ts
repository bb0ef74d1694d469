import { BlockList, isIP } from 'node:net'

const addresses = new BlockList()
addresses.addSubnet('127.0.0.0', 8, 'ipv4')
addresses.addAddress('::1', 'ipv6')

/** This machine itself, where no proxy could help. IPv6 addresses stand without their brackets. */
export function isLoopback(hostname: string): boolean {
  const version = isIP(hostname)
  if (version !== 0) return addresses.check(hostname, version === 4 ? 'ipv4' : 'ipv6')
  return hostname === 'localhost' || hostname.endsWith('.localhost')
}
