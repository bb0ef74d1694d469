import type { StopResult } from '../../../shared/contract/safety.ts'
import { cannotRecord } from '../errors/call-errors.ts'
import type { ActiveSends } from '../ledger/active-sends.ts'
import type { Policy } from '../policy.ts'
import type { Clock, Timer } from '../ports.ts'
import type { StopRecord } from './last-stop.ts'

/** The sentence stays true if Giftdeck ends now, because a start sends nothing by itself. */
const unrecorded =
  'Stopped: nothing more leaves. But STOP could not be recorded, so what waited does not read as cancelled yet.'

/** Cancels everything unsent, waits for the calls that were on the wire, and returns how those ended. */
export async function stopAll(deps: {
  activeSends: ActiveSends
  clock: Clock
  policy: Policy['safety']
  record: StopRecord
  /** Sending was stopped already, so this STOP adds to the one before. */
  isRepeated: boolean
  clearQueues(): void
}): Promise<StopResult> {
  const { activeSends, clock, record } = deps
  const onWire = new Set<string>()
  const left: string[] = []
  for (const { id, state } of activeSends.underway()) {
    if (state === 'sending') onWire.add(id)
    left.push(id)
  }
  const ends = watchEnds(activeSends, onWire)

  const stopped = activeSends.stop()
  deps.clearQueues()
  // Nothing more is sent from here on. Only the record of that still has to reach the disk.
  const { cancelled } = await stopped.catch((error: unknown) => {
    record.add({ left, cancelled: 0 }, deps.isRepeated)
    ends.forget()
    throw cannotRecord(error, unrecorded)
  })

  record.add({ left, cancelled }, deps.isRepeated)

  let timer: Timer = 0
  const waited = new Promise<void>((resolve) => {
    timer = clock.setTimeout(resolve, deps.policy.stopWaitsForCallsMs)
  })
  await Promise.race([ends.all, waited])
  clock.clearTimeout(timer)
  return {
    cancelled: cancelled + ends.count('cancelled'),
    alreadySent: ends.count('delivered') + ends.count('refused') + ends.count('dropped'),
    unknown: ends.count('unknown') + ends.count('processing') + ends.pending(),
  }
}

function watchEnds(activeSends: ActiveSends, onWire: Set<string>) {
  const ended = new Map<string, string>()
  const all = Promise.withResolvers<void>()
  if (onWire.size === 0) all.resolve()
  const unsubscribe = activeSends.onChange((send) => {
    if (!onWire.has(send.id) || send.state === 'sending') return
    ended.set(send.id, send.state)
    if (ended.size < onWire.size) return
    unsubscribe()
    all.resolve()
  })
  return {
    all: all.promise,
    count: (state: string) => [...ended.values()].filter((each) => each === state).length,
    pending: () => onWire.size - ended.size,
    forget: unsubscribe,
  }
}
