import type { Words } from '../words.ts'
import type { Environment } from '../../../shared/contract/fields.ts'
import type { App } from '../../core/app.ts'

/** Windows cuts a tooltip after 127 characters. This leaves room for the text around the name. */
const longestName = 80

function shortened(name: string) {
  if (name.length <= longestName) return name
  const letters = Array.from(name)
  while (letters.join('').length >= longestName) letters.pop()
  return `${letters.join('')}…`
}

/**
 * Builds the texts of the tray. In a menu a single `&` would underline the letter after it, so the `&` of a room name
 * is doubled.
 */
export function trayTexts(state: TrayState, words: Words): { tooltip: string; lines: string[] } {
  const where = `${words.environment[state.environment]} – ${shortened(state.room)}`
  const stopped = state.stopped ? [words.stopped] : []
  return {
    tooltip: ['Giftdeck', where, ...stopped].join(' – '),
    lines: [
      where.replaceAll('&', '&&'),
      ...stopped,
      words.trayGifts(state.gifts, state.giftsThisSession),
      words.trayQueue(state.queued),
    ],
  }
}

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
