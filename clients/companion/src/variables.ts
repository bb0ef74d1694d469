import type { CompanionVariableDefinition, CompanionVariableValues } from '@companion-module/base'
import type { View } from '../../giftdeck-client/client.ts'
import { statusInWords } from './connection-status.ts'
import { choiceText, keysOf } from './key-choice.ts'
import { armedSeconds, keyState, liveView, pressText, stateText, type Shown } from './key-state.ts'

/** What a variable shows whose value is not known. A count that is not known must not look like 0. */
const notKnown = '–'

const roomVariables: Record<string, string> = {
  connection: 'Connection to Giftdeck, in words',
  room: 'Active room',
  environment: 'Environment of the room: sandbox, test or live',
  stopped: 'STOP was pressed: yes or no',
  armed: 'Live lock: armed, locked or not live',
  armed_seconds: 'Seconds until the live lock closes',
  count: 'Gifts in the room, as last read',
  session_count: 'Gifts in the room in this session',
  last_state: 'The last press of this device',
  last_message: 'What became of the last press of this device',
  keys: 'Number of keys in the deck',
}

export function variableDefinitions(keyCount: number): CompanionVariableDefinition[] {
  const ofRoom = Object.entries(roomVariables).map(([variableId, name]) => ({ variableId, name }))
  const ofKeys = Array.from({ length: keyCount }, (_, at) => at + 1).flatMap((place) => [
    { variableId: `key_${place}_label`, name: `Key ${place}: label` },
    { variableId: `key_${place}_pieces`, name: `Key ${place}: delivered pieces in this session` },
    { variableId: `key_${place}_state`, name: `Key ${place}: state` },
  ])
  return [...ofRoom, ...ofKeys]
}

/** The reading of the host: the vendor's totals if there are any, otherwise what Giftdeck delivered. */
export function countsOf({ readings }: Pick<View, 'readings'>): { count: number | null; session: number | null } {
  const reading = readings.find(({ source }) => source === 'vendor') ?? readings[0]
  const [count, baseline] = [reading?.totalCount ?? null, reading?.baseline?.totalCount ?? null]
  return { count, session: count === null || baseline === null ? null : count - baseline }
}

export function lockText(view: View | null): string {
  if (view === null) return notKnown
  if (view.status.environment !== 'live') return 'not live'
  return view.status.armed ? 'armed' : 'locked'
}

const yesOrNo = (is: boolean | undefined) => (is === undefined ? notKnown : is ? 'yes' : 'no')

export function variableValues(shown: Shown, problem: string | null): CompanionVariableValues {
  const view = liveView(shown)
  const keys = view === null ? [] : keysOf(view)
  const counts = view === null ? null : countsOf(view)
  const last = shown.presses.newestOutcome()
  const values: CompanionVariableValues = {
    connection: problem ?? (shown.connection === null ? notKnown : statusInWords(shown.connection).message),
    room: view?.status.room ?? notKnown,
    environment: view?.status.environment ?? notKnown,
    stopped: yesOrNo(view?.status.stopped),
    armed: lockText(view),
    armed_seconds: armedSeconds(shown),
    count: counts?.count ?? notKnown,
    session_count: counts?.session ?? notKnown,
    last_state: last === null ? notKnown : pressText[last.state],
    last_message: last?.message ?? '',
    keys: view === null ? notKnown : keys.length,
  }
  for (const [at, key] of keys.entries()) {
    const state = keyState(shown, key, choiceText(key))
    values[`key_${at + 1}_label`] = key.label
    values[`key_${at + 1}_pieces`] = state.pieces ?? notKnown
    values[`key_${at + 1}_state`] = stateText(state)
  }
  return values
}

/** While nothing is known, the keys of the last deck say so; otherwise they would go on showing their last state. */
export function keyValuesWhileOffline(shown: Shown, keyCount: number): CompanionVariableValues {
  if (liveView(shown) !== null) return {}
  const state = shown.connection?.is === 'connecting' ? 'CONNECTING' : 'OFFLINE'
  return Object.fromEntries(
    Array.from({ length: keyCount }, (_, at) => at + 1).flatMap((place) => [
      [`key_${place}_pieces`, notKnown],
      [`key_${place}_state`, state],
    ]),
  )
}
