import type { App } from '../../core/app.ts'
import { areSendsOnTheWay } from '../on-the-way.ts'

/** An update waits while a live room is armed or sends are open: nobody loses a show to a restart. */
export function mayRestart({ parts, safety }: Pick<App, 'parts' | 'safety'>): boolean {
  if (parts.room().config.environment === 'live' && safety().armed) return false
  return !areSendsOnTheWay(parts.book)
}
