import type { App } from '../core/app.ts'
import type { ActiveSends } from '../core/ledger/active-sends.ts'
import type { Send } from '../core/ledger/send.ts'

/** What somebody may need this room for now; `pressed` = something was sent a short while ago. */
export type Use = 'armed' | 'sending' | 'scheduled' | 'pressed'

const shortWhileMs = 10 * 60_000

/** Tells why an end of Giftdeck would take something from a show now; undefined while nothing would be missed. */
export interface UseWatch {
  use(): Use | undefined
  stop(): void
}

export function watchUse({ parts, safety, announcer }: Pick<App, 'parts' | 'safety' | 'announcer'>): UseWatch {
  const { activeSends, clock } = parts
  let changedAt: number | undefined
  const stop = activeSends.onChange(() => void (changedAt = clock.monotonic()))
  return {
    stop,
    use(): Use | undefined {
      if (parts.room().config.environment === 'live' && safety().armed) return 'armed'
      if (hasSendsInFlight(activeSends)) return 'sending'
      const isPlanned = announcer.schedules.list().some(({ nextAt }) => nextAt !== null)
      if (isPlanned || announcer.queue.get().run !== null) return 'scheduled'
      const isRecent = changedAt !== undefined && clock.monotonic() - changedAt < shortWhileMs
      return isRecent ? 'pressed' : undefined
    },
  }
}

const states = new Set<Send['state']>(['queued', 'sending', 'waiting', 'processing'])

/** Something may still happen to it by itself; a held send and an unknown one wait for the host or for the vendor. */
export const isInFlight = ({ state }: Send) => states.has(state)

export function hasSendsInFlight(activeSends: Pick<ActiveSends, 'open'>): boolean {
  for (const send of activeSends.open()) if (isInFlight(send)) return true
  return false
}
