import { minuteMs } from '../../shared/domain/time.ts'
import { isRunning } from '../../shared/domain/send-states.ts'
import type { App } from '../core/app.ts'
import type { OnAirWatch } from '../core/on-air/on-air.ts'
import type { ActiveSends } from '../core/ledger/active-sends.ts'

/** Why the room is in use now. `pressed`: something was sent within the last ten minutes. */
export type Use = 'on-air' | 'armed' | 'sending' | 'scheduled' | 'pressed'

const shortWhileMs = 10 * minuteMs

/** Reports why quitting now would interrupt a show; `use()` is undefined if it would not. */
export interface UseWatch {
  use(): Use | undefined
  stop(): void
}

type Watched = Pick<App, 'deps' | 'safety' | 'announcer'> & { broadcast: { onAir: Pick<OnAirWatch, 'isOn'> } }

export function watchUse({ deps, safety, announcer, broadcast }: Watched): UseWatch {
  const { activeSends, clock } = deps
  let changedAt: number | undefined
  const stop = activeSends.onChange(() => void (changedAt = clock.monotonic()))
  return {
    stop,
    use(): Use | undefined {
      if (broadcast.onAir.isOn()) return 'on-air'
      if (deps.room().config.environment === 'live' && safety().armed) return 'armed'
      if (hasSendsInFlight(activeSends)) return 'sending'
      const isPlanned = announcer.schedules.list().some(({ nextAt }) => nextAt !== null)
      if (isPlanned || announcer.queue.get().run !== null) return 'scheduled'
      const isRecent = changedAt !== undefined && clock.monotonic() - changedAt < shortWhileMs
      return isRecent ? 'pressed' : undefined
    },
  }
}

export function hasSendsInFlight(activeSends: Pick<ActiveSends, 'open'>): boolean {
  for (const send of activeSends.open()) if (isRunning(send.state)) return true
  return false
}
