import { networkInterfaces } from 'node:os'
import type { Policy } from '../policy.ts'

export interface KeepAlivePool {
  /** Why open connections may be dead without an error, or null. Called before every call. */
  staleBy(): 'idle' | 'moved' | null
  /** Called when a call begins and when it ends. */
  used(): void
}

export interface KeepAliveDeps {
  /** The wall time in ms, because the monotonic clock may stop while the computer sleeps. */
  now: () => number
  addresses: () => string
  policy: Pick<Policy['network'], 'keepAliveMs' | 'networkPollMs'>
}

/**
 * Decides when open connections must not be used again. After the computer has slept or changed its network they are
 * dead, but no error was reported. A call over such a connection would end as unknown without need.
 */
export function keepAlivePool({ now, addresses, policy }: KeepAliveDeps): KeepAlivePool {
  let usedAt = now()
  let checkedAt = now()
  let lastAddresses = ''
  /** A failure to read the addresses counts as no change. */
  const readAddresses = () => {
    try {
      return addresses()
    } catch {
      return lastAddresses
    }
  }
  lastAddresses = readAddresses()

  const gap = (since: number) => Math.abs(now() - since)
  const moved = () => {
    if (gap(checkedAt) < policy.networkPollMs) return false
    checkedAt = now()
    const before = lastAddresses
    lastAddresses = readAddresses()
    return lastAddresses !== before
  }
  return {
    staleBy() {
      if (moved()) return 'moved'
      return gap(usedAt) > policy.keepAliveMs ? 'idle' : null
    },
    used: () => {
      usedAt = now()
    },
  }
}

/** The present addresses of this computer in its networks, as one text to compare. */
export const ownAddresses = () =>
  Object.values(networkInterfaces())
    .flatMap((addresses = []) => addresses.filter(({ internal }) => !internal).map(({ address }) => address))
    .join(' ')
