import type { Environment } from '../../../shared/contract/fields.ts'
import type { App } from '../../core/app.ts'

export interface TrayState {
  room: string
  environment: Environment
  stopped: boolean
  /** Gifts of the room's own receiver; null before the first reading. */
  gifts: number | null
  giftsThisSession: number | null
  queued: number
}

export function readTray({ deps, safety, readings }: Pick<App, 'deps' | 'safety' | 'readings'>): TrayState {
  const { config, connections } = deps.room()
  const [own] = readings()
  const gifts = own?.totalCount ?? null
  const before = own?.baseline?.totalCount ?? null
  let queued = 0
  for (const { dispatcher } of connections) for (const { lane } of dispatcher.lanes()) queued += lane.queued()
  return {
    room: config.name,
    environment: config.environment,
    stopped: safety().stopped,
    gifts,
    giftsThisSession: gifts === null || before === null ? null : gifts - before,
    queued,
  }
}
