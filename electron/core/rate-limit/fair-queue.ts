import { Fifo } from '../platform/fifo.ts'

/**
 * A round-robin queue with two priorities. Within a priority the keys take turns, so that a thousand presses of one key
 * do not delay another key. Every operation takes constant time per item.
 */
export interface FairQueue<T> {
  push(item: T, place: Place): void
  /**
   * The next item, or undefined. An item that `mayLeave` rejects is dropped and does not use up a turn. Once `isSliceOver`
   * is true, a search that has only dropped items ends.
   */
  shift(): T | undefined
  /** Removes all items at once, however many, and returns them. */
  clear(): Iterable<T>
  size(): number
}

export interface Place {
  /** Items with the same key share one turn: a deck key, a receiver. */
  key: string
  /** 0 = requested by the host, 1 = background polling. */
  priority: 0 | 1
}

interface Search<T> {
  isWanted: (item: T) => boolean
  /** Asked after an item was dropped. */
  isOver: () => boolean
}

const always = () => true
const never = () => false

export function createFairQueue<T>(mayLeave: (item: T) => boolean = always, isSliceOver = never): FairQueue<T> {
  let levels = [new Turns<T>(), new Turns<T>()]
  const search: Search<T> = { isWanted: mayLeave, isOver: isSliceOver }

  return {
    push: (item, { key, priority }) => levels[priority]!.push(key, item),
    shift: () => shift(levels, search),
    clear() {
      const cleared = levels
      levels = [new Turns(), new Turns()]
      return drain(cleared)
    },
    size: () => levels[0]!.size + levels[1]!.size,
  }
}

function shift<T>(levels: readonly Turns<T>[], search: Search<T>): T | undefined {
  for (const level of levels) {
    const item = level.shift(search)
    if (item !== undefined || level.size > 0) return item
  }
  return undefined
}

function* drain<T>(levels: readonly Turns<T>[]) {
  const search: Search<T> = { isWanted: always, isOver: never }
  for (let item = shift(levels, search); item !== undefined; item = shift(levels, search)) yield item
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

  shift(search: Search<T>): T | undefined {
    for (let key = this.#turns.shift(); key !== undefined; key = this.#turns.shift()) {
      const queue = this.#queues.get(key)!
      const { item, isOver } = this.#firstWanted(queue, search)
      if (queue.size > 0) this.#turns.push(key)
      else this.#queues.delete(key)
      if (item !== undefined || isOver) return item
    }
    return undefined
  }

  #firstWanted(queue: Fifo<T>, { isWanted, isOver }: Search<T>): { item?: T; isOver: boolean } {
    for (let item = queue.shift(); item !== undefined; item = queue.shift()) {
      this.size--
      if (isWanted(item)) return { item, isOver: false }
      if (isOver()) return { isOver: true }
    }
    return { isOver: false }
  }
}
