import { networkInterfaces } from 'node:os'
import type { Policy } from '../policy.ts'

export interface KeepAlivePool {
  /** Asked before every call: why a kept connection may have died unseen. */
  staleBy(): 'idle' | 'moved' | null
  /** A call begins or ends. */
  used(): void
}

export interface KeepAliveDeps {
  /** Wall time: a sleeping computer's monotonic clock may stand still. */
  now: () => number
  addresses: () => string
  policy: Pick<Policy['network'], 'keepAliveMs' | 'networkPollMs'>
}

/**
 * A connection that slept with the computer, or belongs to another network, is dead without anyone having said so. A call
 * on it would end as unknown for no good reason, so such connections are not used again.
 */
export function keepAlivePool({ now, addresses, policy }: KeepAliveDeps): KeepAlivePool {
  let usedAt = now()
  let lookedAt = now()
  let seen = ''
  /** Where this computer cannot say, it has not moved. */
  const look = () => {
    try {
      return addresses()
    } catch {
      return seen
    }
  }
  seen = look()

  const gap = (since: number) => Math.abs(now() - since)
  const moved = () => {
    if (gap(lookedAt) < policy.networkPollMs) return false
    lookedAt = now()
    const before = seen
    seen = look()
    return seen !== before
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

/** The addresses this computer has in its networks now. */
export const ownAddresses = () =>
  Object.values(networkInterfaces())
    .flatMap((addresses = []) => addresses.filter(({ internal }) => !internal).map(({ address }) => address))
    .join(' ')
