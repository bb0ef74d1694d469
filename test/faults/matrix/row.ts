import type { SendState } from '../../../shared/contract/send.ts'
import type { RoomInput } from '../../../shared/contract/room.ts'
import type { Reason } from '../../../shared/sentences/sentences.ts'
import type { Faults } from '../../../electron/core/sandbox/faults.ts'
import type { FakeClock } from '../../support/fake-clock.ts'

/** One row of the fault matrix: what fails, and how each kind of send must end. */
export interface Row {
  /** The faults of the simulated vendors; see electron/core/sandbox/faults.ts. */
  faults?: Partial<Faults>
  /** The vendor's host is wrong or unreachable. */
  host?: 'refuses' | 'has no name' | 'speaks no TLS'
  /** Another send goes out first, so that the connection is reused. */
  warm?: true
  /** Runs as the send leaves. */
  onTheWire?: (clock: FakeClock) => void
  /** Runs while the send waits for its turn. */
  whileQueued?: (clock: FakeClock) => void
  /** Changes the vendor's answer in transit, where the simulation cannot. */
  alterAnswer?: (answer: string) => string
  /** The vendor holds the affected call longer than the time-out; without this, a held call is answered in time. */
  timesOut?: true
  limits?: RoomInput['limits']

  /** The same for every Tencent send: a gift and an announcement. */
  tencent?: Outcome
  gift?: Outcome
  announcement?: Outcome
  zego?: Outcome
}

export interface Outcome {
  state: SendState
  /** The key of the sentence shown to the host; see shared/sentences. */
  reason: Reason
  /** How often the vendor applied it. */
  effects: 0 | 1
  /** How often bytes may have left. */
  attempts: number
  /** The first known state, if that was not the last. */
  first?: Reason
}

type More = Partial<Pick<Outcome, 'attempts' | 'first' | 'effects'>>

export const delivered = (more: More = {}): Outcome => ({
  state: 'delivered',
  reason: 'delivered-ok',
  effects: 1,
  attempts: 1,
  ...more,
})

export const refused = (reason: Reason, more: More = {}): Outcome => ({
  state: 'refused',
  reason,
  effects: 0,
  attempts: 1,
  ...more,
})

/** The outcome is unknown, so the receipt claims none. The effects are what really happened. */
export const unknown = (reason: Reason, effects: 0 | 1, more: More = {}): Outcome => ({
  state: 'unknown',
  reason,
  effects,
  attempts: 1,
  ...more,
})

/** The message was accepted, and no viewer sees it. */
export const dropped = (reason: Reason): Outcome => ({ state: 'dropped', reason, effects: 0, attempts: 1 })
/** The first outcome was unknown, and a query to ZEGO found that the gift was delivered. */
export const settled = (first: Reason): Outcome => delivered({ first })
/** The first attempt was not applied, so the send went out again; a ZEGO gift under the same MsgId. */
export const again = (first: Reason): Outcome => delivered({ first, attempts: 2 })
/** The first attempt and three retries, none accepted; the receipt keeps the last cause. */
export const gaveUp = (first: Reason): Outcome => refused(first, { attempts: 4 })

const sends = ['send_gift', 'send_text_msg', 'SendDanmakuGifts']

/** Affects the first call that sends something; `detail` is the fault's parameter. */
export const once = <T extends object = object>(detail?: T) => ({ only: sends, times: 1, ...(detail as T) })
/** Affects every call that sends something. */
export const always = <T extends object = object>(detail?: T) => ({ only: sends, ...(detail as T) })
/** Affects every ZEGO query for results. */
export const queries = { only: ['DescribeDanmakuMsgResults'] }
