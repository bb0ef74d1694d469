import type { Post } from '../../electron/core/ports.ts'
import { makeFakeClock, type FakeClock } from './fake-clock.ts'
import { until } from './until.ts'

/**
 * A clock for a core that runs only while a test says so, and only while no call is on the wire. It shortens waits of
 * seconds, and on a busy machine, which answers late, no call times out.
 */
export interface GoingClock {
  clock: FakeClock
  /** The transport to the vendors, whose calls the clock must know. */
  through(post: Post): Post
  /** Lets time pass until the work has ended. */
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
