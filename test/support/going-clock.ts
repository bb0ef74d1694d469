import type { Post } from '../../electron/core/ports.ts'
import { makeFakeClock, type FakeClock } from './fake-clock.ts'
import { until } from './until.ts'

/**
 * A core's clock that goes by only while a test says so, and only while no call is on the wire. Waits of seconds are short by
 * it, and a busy machine, which answers late, makes nothing late by it.
 */
export interface GoingClock {
  clock: FakeClock
  /** The line, which has to be known to the clock. */
  through(post: Post): Post
  /** Lets time go by until this has come about. */
  during<T>(work: Promise<T>): Promise<T>
}

export function goingClock(): GoingClock {
  const clock = makeFakeClock(Date.now())
  let onTheWire = 0
  return {
    clock,
    through: (post) => (url, body) => {
      const answer = post(url, body)
      onTheWire += 1
      return answer.finally(() => (onTheWire -= 1))
    },
    async during(work) {
      let isOver = false
      const end = () => void (isOver = true)
      work.then(end, end)
      await until(async () => {
        if (onTheWire === 0 && !isOver) await clock.advance(100)
        return isOver
      })
      return work
    },
  }
}
