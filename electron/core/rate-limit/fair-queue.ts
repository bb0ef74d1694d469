import { Fifo } from '../platform/fifo.ts'

/**
 * A round-robin queue with two priorities. Within a priority the keys take turns, so that a thousand presses of one key
 * do not delay another key. Every operation takes constant time per item.
 */
export interface FairQueue<T> {
  push(item: T, place: Place): void
  /** The next item, or undefined. An item that `mayLeave` rejects is dropped and does not use up a turn. */
  shift(): T | undefined
  /** Removes all items and returns them. */
  clear(): T[]
  size(): number
}

export interface Place {
  /** Items with the same key share one turn: a deck key, a receiver. */
  key: string
  /** 0 = requested by the host, 1 = background polling. */
  priority: 0 | 1
}

const acceptAll = () => true

export function createFairQueue<T>(mayLeave: (item: T) => boolean = acceptAll): FairQueue<T> {
  const levels = [new Turns<T>(), new Turns<T>()]
  const next = (isWanted: (item: T) => boolean): T | undefined => {
    for (const level of levels) {
      const item = level.shift(isWanted)
      if (item !== undefined) return item
    }
    return undefined
  }

  return {
    push: (item, { key, priority }) => levels[priority]!.push(key, item),
    shift: () => next(mayLeave),
    clear() {
      const items: T[] = []
      for (let item = next(acceptAll); item !== undefined; item = next(acceptAll)) items.push(item)
      return items
    },
    size: () => levels[0]!.size + levels[1]!.size,
  }
}

/** One FIFO queue per key, served round-robin. */
class Turns<T> {
  #queues = new Map<string, Fifo<T>>()
  #turns = new Fifo<string>()
  size = 0

  push(key: string, item: T) {
    let queue = this.#queues.get(key)
    if (!queue) {
      queue = new Fifo()
      this.#queues.set(key, queue)
      this.#turns.push(key)
    }
    queue.push(item)
    this.size++
  }

  shift(isWanted: (item: T) => boolean): T | undefined {
    for (let key = this.#turns.shift(); key !== undefined; key = this.#turns.shift()) {
      const queue = this.#queues.get(key)!
      const item = this.#firstWanted(queue, isWanted)
      if (queue.size > 0) this.#turns.push(key)
      else this.#queues.delete(key)
      if (item !== undefined) return item
    }
    return undefined
  }

  #firstWanted(queue: Fifo<T>, isWanted: (item: T) => boolean): T | undefined {
    for (let item = queue.shift(); item !== undefined; item = queue.shift()) {
      this.size--
      if (isWanted(item)) return item
    }
    return undefined
  }
}
