/** A queue whose operations take constant time, however long it is. */
export class Fifo<T> {
  #items: (T | undefined)[] = []
  #head = 0

  get size() {
    return this.#items.length - this.#head
  }
  first(): T | undefined {
    return this.#items[this.#head]
  }
  *[Symbol.iterator](): Generator<T> {
    for (let at = this.#head; at < this.#items.length; at++) yield this.#items[at]!
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
