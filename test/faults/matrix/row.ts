import type { SendState } from '../../../shared/contract/send.ts'
import type { RoomInput } from '../../../shared/contract/room.ts'
import type { Reason } from '../../../shared/sentences/sentences.ts'
import type { Faults } from '../../../electron/core/sandbox/faults.ts'
import type { FakeClock } from '../../support/fake-clock.ts'

/** One line of the fault matrix: what breaks, and what each kind of send must end as. */
export interface Row {
  /** What the simulated vendors do wrong; see electron/core/sandbox/faults.ts. */
  faults?: Partial<Faults>
  /** The vendor's host is not what it should be. */
  host?: 'refuses' | 'has no name' | 'speaks no TLS'
  /** Another send goes out first, so that the connection is used again. */
  warm?: true
  /** Happens as the send leaves. */
  onTheWire?: (clock: FakeClock) => void
  /** Happens while the send waits for its turn. */
  inLine?: (clock: FakeClock) => void
  /** Changes the vendor's answer on its way, where the simulation cannot. */
  twist?: (answer: string) => string
  /** The vendor holds the struck call for longer than a call may take; otherwise what it holds is answered in time. */
  timesOut?: true
  limits?: RoomInput['limits']

  /** Every Tencent send alike: a gift and an announcement. */
  tencent?: Outcome
  gift?: Outcome
  announcement?: Outcome
  zego?: Outcome
}

export interface Outcome {
  state: SendState
  /** The key of the sentence that the host reads; see shared/sentences. */
  reason: Reason
  /** How often it happened at the vendor. */
  effects: 0 | 1
  /** How often bytes may have left. */
  attempts: number
  /** The first thing that was known of it, where that was not the last. */
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

/** Nobody can tell, so nobody claims to. The effects are what really happened. */
export const unknown = (reason: Reason, effects: 0 | 1, more: More = {}): Outcome => ({
  state: 'unknown',
  reason,
  effects,
  attempts: 1,
  ...more,
})

/** The message was taken, and nobody sees it. */
export const dropped = (reason: Reason): Outcome => ({ state: 'dropped', reason, effects: 0, attempts: 1 })
/** ZEGO: a query found the result. */
export const settled = (first: Reason): Outcome => delivered({ first })
/** It was not applied, so it went out again, for ZEGO under its MsgId. */
export const again = (first: Reason): Outcome => delivered({ first, attempts: 2 })
/** First try and three more, none of them taken; the receipt keeps the last cause. */
export const gaveUp = (first: Reason): Outcome => refused(first, { attempts: 4 })

const sends = ['send_gift', 'send_text_msg', 'SendDanmakuGifts']

/** Strikes the first call that sends something; `detail` is what the fault wants to know. */
export const once = <T extends object = object>(detail?: T) => ({ only: sends, times: 1, ...(detail as T) })
/** Strikes every call that sends something. */
export const always = <T extends object = object>(detail?: T) => ({ only: sends, ...(detail as T) })
/** Strikes every ZEGO query for results. */
export const queries = { only: ['DescribeDanmakuMsgResults'] }
