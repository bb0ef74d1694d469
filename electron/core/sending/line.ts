/**
 * Who is next. Urgent items go first; within one urgency the keys take turns, so that a thousand presses of one key
 * cannot keep another waiting. Every operation takes constant time; a cancelled item is skipped when its turn comes.
 */
export interface Line<T> {
  push(item: T, place: Place): Ticket
  /** The next item, or undefined. */
  shift(): T | undefined
  /** False where the item has left the line already. */
  cancel(ticket: Ticket): boolean
  /** Empties the line and gives back what stood in it. */
  clear(): T[]
  size(): number
}

export interface Place {
  /** Whose turn it uses up: a deck key, a receiver. */
  key: string
  /** 0 = the host's own ask, 1 = background polling. */
  urgency: 0 | 1
}

/** The handle of one item in the line. */
export interface Ticket {
  readonly gone: boolean
}

interface Waiting<T> {
  item: T
  gone: boolean
}

export function createLine<T>(): Line<T> {
  const levels = [new Turns<Waiting<T>>(), new Turns<Waiting<T>>()]
  let size = 0

  return {
    push(item, { key, urgency }) {
      const waiting: Waiting<T> = { item, gone: false }
      levels[urgency]!.push(key, waiting)
      size++
      return waiting
    },
    shift() {
      for (const level of levels) {
        for (let next = level.shift(); next; next = level.shift()) {
          if (next.gone) continue
          next.gone = true
          size--
          return next.item
        }
      }
      return undefined
    },
    cancel(ticket) {
      if (ticket.gone) return false
      ;(ticket as Waiting<T>).gone = true
      size--
      return true
    },
    clear() {
      const items: T[] = []
      for (let item = this.shift(); item !== undefined; item = this.shift()) items.push(item)
      return items
    },
    size: () => size,
  }
}

/** One queue a key, served in turn. */
class Turns<T> {
  #queues = new Map<string, Fifo<T>>()
  #turns = new Fifo<string>()

  push(key: string, item: T) {
    let queue = this.#queues.get(key)
    if (!queue) {
      queue = new Fifo()
      this.#queues.set(key, queue)
      this.#turns.push(key)
    }
    queue.push(item)
  }

  shift(): T | undefined {
    const key = this.#turns.shift()
    if (key === undefined) return undefined
    const queue = this.#queues.get(key)!
    const item = queue.shift()
    if (queue.size > 0) this.#turns.push(key)
    else this.#queues.delete(key)
    return item
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
