import type { App } from '../../core/app.ts'

const onTheWay = new Set(['queued', 'sending', 'waiting', 'processing'])

/** An update waits while a live room is armed or sends are open: nobody loses a show to a restart. */
export function mayRestart({ deck, safety }: Pick<App, 'deck' | 'safety'>): boolean {
  if (deck.room().config.environment === 'live' && safety().armed) return false
  for (const send of deck.book.open()) if (onTheWay.has(send.state)) return false
  return true
}
