/**
 * Who is next. Urgent items go first; within one urgency the keys take turns, so that a thousand presses of one key
 * cannot keep another waiting. Every operation takes constant time an item.
 */
export interface FairQueue<T> {
  push(item: T, place: Place): void
  /** The next item, or undefined. What may leave no longer is dropped, and uses up nobody's turn. */
  shift(): T | undefined
  /** Empties the line and gives back what stood in it. */
  clear(): T[]
  size(): number
}

export interface Place {
  /** Whose turn it uses up: a deck key, a receiver. */
  key: string
  /** 0 = the host's own ask, 1 = background polling. */
  priority: 0 | 1
}

const anyone = () => true

export function createFairQueue<T>(mayLeave: (item: T) => boolean = anyone): FairQueue<T> {
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
      for (let item = next(anyone); item !== undefined; item = next(anyone)) items.push(item)
      return items
    },
    size: () => levels[0]!.size + levels[1]!.size,
  }
}

/** One queue a key, served in turn. */
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

class Fifo<T> {
  #items: (T | undefined)[] = []
  #head = 0

  get size() {
    return this.#items.length - this.#head
  }
  push(item: T) {
    this.#items.push(item)
  }
  shift(): T | undefined {
    if (this.size === 0) return undefined
    const item = this.#items[this.#head]
    this.#items[this.#head++] = undefined
    if (this.#head > 1_024 && this.#head * 2 > this.#items.length) {
      this.#items = this.#items.slice(this.#head)
      this.#head = 0
    }
    return item
  }
}
