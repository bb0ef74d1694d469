import type { Policy } from '../policy.ts'
import type { Clock } from '../ports.ts'

export interface SharedReadsDeps {
  clock: Clock
  policy: Policy['sharedReads']
}

/**
 * All callers that ask before a read begins share it, so an answer is never older than the question. A caller that asks
 * during a read waits for the next one. A single caller does not wait.
 */
export function shareRead<T>(deps: SharedReadsDeps, read: () => Promise<T>): () => Promise<T> {
  const shared = share(deps, () => {
    const answer = read()
    return { result: answer, ended: answer }
  })
  return shared.ask
}

/** As shareRead, for reads with an argument: callers whose arguments have the same key share a read. */
export function shareReads<K, T>(
  deps: SharedReadsDeps,
  keyOf: (argument: K) => string,
  read: (argument: K) => Promise<T>,
): (argument: K) => Promise<T> {
  const shared = shareByKey(deps, keyOf, (argument: K) => {
    const answer = read(argument)
    return { result: answer, ended: answer }
  })
  return (argument) => shared(argument)
}

/** As shareReads, for reads that yield several steps: every caller receives each step as it arrives. */
export function shareSteps<K, T>(
  deps: SharedReadsDeps,
  keyOf: (argument: K) => string,
  read: (argument: K) => AsyncIterable<T>,
): (argument: K) => AsyncGenerator<T, void, void> {
  const shared = shareByKey(deps, keyOf, (argument: K) => {
    const steps = record(read(argument))
    return { result: Promise.resolve(steps), ended: steps.ended }
  })
  return async function* follow(argument) {
    yield* (await shared(argument)).play()
  }
}

interface Run<T> {
  result: Promise<T>
  ended: Promise<unknown>
}

function share<T>({ clock, policy }: SharedReadsDeps, start: () => Run<T>, onIdle = () => {}) {
  let running: Promise<void> | null = null
  let next: Promise<T> | null = null
  let beganAt = -Infinity

  const begin = (): Promise<T> => {
    next = null
    beganAt = clock.monotonic()
    const { result, ended } = start()
    const over = () => {
      if (running === ending) running = null
      if (!running && !next) onIdle()
    }
    const ending = ended.then(over, over)
    running = ending
    return result
  }
  const beginAfter = async (before: Promise<void>) => {
    await before
    const waitMs = beganAt + policy.startsApartMs - clock.monotonic()
    if (waitMs > 0) await new Promise<void>((resolve) => clock.setTimeout(resolve, waitMs))
    return begin()
  }
  return { ask: (): Promise<T> => next ?? (running ? (next = beginAfter(running)) : begin()) }
}

function shareByKey<K, T>(deps: SharedReadsDeps, keyOf: (argument: K) => string, start: (argument: K) => Run<T>) {
  const all = new Map<string, { ask(): Promise<T> }>()
  return (argument: K): Promise<T> => {
    const key = keyOf(argument)
    const known =
      all.get(key) ??
      share(
        deps,
        () => start(argument),
        () => all.delete(key),
      )
    all.set(key, known)
    return known.ask()
  }
}

/** Reads every step from the source once and replays it to any number of followers. */
function record<T>(source: AsyncIterable<T>) {
  const steps: T[] = []
  let moved = Promise.withResolvers<void>()
  let isOver = false
  const run = async () => {
    try {
      for await (const step of source) {
        steps.push(step)
        moved.resolve()
        moved = Promise.withResolvers<void>()
      }
    } finally {
      isOver = true
      moved.resolve()
    }
  }
  const ended = run()
  return {
    ended,
    async *play(): AsyncGenerator<T, void, void> {
      for (let at = 0; ; at++) {
        while (at >= steps.length && !isOver) await moved.promise
        if (at >= steps.length) {
          await ended
          return
        }
        yield steps[at]!
      }
    },
  }
}
