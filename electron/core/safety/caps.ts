import { minuteMs } from '../../../shared/domain/time.ts'
import type { Cap } from '../../../shared/contract/call.ts'
import { Fifo } from '../platform/fifo.ts'
import type { Clock } from '../ports.ts'

/** The most pieces that a room allows in one press, in any minute, and in one session. */
export type Caps = Partial<Record<Cap, number | undefined>>

interface OverCap {
  message: string
  cap: Cap
  most: number
  retryAfterMs: number | null
}

export interface CapCounter {
  /** Why so many more pieces would exceed a cap, or null. Counts nothing. */
  refusal(caps: Caps, pieces: number): OverCap | null
  /** Returns a function that undoes the count, for a press that was not recorded. */
  count(pieces: number): () => void
  startSession(): void
}

export function createCapCounter(clock: Clock): CapCounter {
  let session = 0
  let sessions = 0
  /** The presses of the last minute and the sum of their pieces. A room may press hundreds of times a second. */
  let minute = new Fifo<{ at: number; pieces: number }>()
  let minutePieces = 0
  /**
   * Drops presses older than a minute. Counting does it too, since nothing reads the list in a room without that cap.
   */
  const prune = (now: number) => {
    for (let press = minute.first(); press && now - press.at >= minuteMs; press = minute.first()) {
      minute.shift()
      minutePieces -= press.pieces
      press.pieces = 0
    }
  }

  return {
    refusal({ perPress, perMinute, perSession }, pieces) {
      if (perPress !== undefined && pieces > perPress)
        return {
          message: `One press may send ${perPress} at most in this room; this one asks for ${pieces}.`,
          cap: 'perPress',
          most: perPress,
          retryAfterMs: null,
        }
      if (perSession !== undefined && session + pieces > perSession)
        return {
          message: `This session has sent ${session} of at most ${perSession}.`,
          cap: 'perSession',
          most: perSession,
          retryAfterMs: null,
        }
      if (perMinute === undefined) return null
      const now = clock.monotonic()
      prune(now)
      let used = minutePieces
      if (used + pieces <= perMinute) return null
      const message = `This minute has sent ${used} of at most ${perMinute}.`
      const over = { message, cap: 'perMinute', most: perMinute } as const
      for (const press of minute) {
        used -= press.pieces
        if (used + pieces <= perMinute) return { ...over, retryAfterMs: Math.ceil(press.at + minuteMs - now) }
      }
      return { ...over, retryAfterMs: null }
    },
    count(pieces) {
      const press = { at: clock.monotonic(), pieces }
      prune(press.at)
      session += pieces
      minutePieces += pieces
      minute.push(press)
      const countedIn = sessions
      return () => {
        if (countedIn !== sessions) return
        session -= pieces
        minutePieces -= press.pieces
        press.pieces = 0
      }
    },
    startSession() {
      sessions++
      session = 0
      minute = new Fifo()
      minutePieces = 0
    },
  }
}
