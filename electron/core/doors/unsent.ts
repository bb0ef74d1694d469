/**
 * What one client may lag behind, over all its answers and streams, whichever door it came through. 16 MB are some
 * 20,000 receipts: a client so far behind is better served by a new snapshot, and no client may cost more memory.
 */
const mostUnsentBytes = 16 * 1024 * 1024

/** What a waiting text costs beside its own bytes: the objects that hold it. */
const costOfOneBytes = 400

/** Counts what waits for one client to read. Past the bound its line is ended. */
export interface Unsent {
  /** False when that is too much; the line was ended then. */
  add(bytes: number): boolean
  remove(bytes: number): void
  bytes(): number
}

export function createUnsent(end: () => void, most = mostUnsentBytes): Unsent {
  let bytes = 0
  let isEnded = false
  return {
    add(more) {
      bytes += more
      if (bytes <= most) return true
      if (!isEnded) end()
      isEnded = true
      return false
    },
    remove: (fewer) => void (bytes -= fewer),
    bytes: () => bytes,
  }
}

export const costOf = (text: string) => Buffer.byteLength(text) + costOfOneBytes
