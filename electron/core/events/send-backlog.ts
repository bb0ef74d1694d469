/** What a waiting text costs beside its own bytes: the objects that hold it. */
const costOfOneBytes = 400

/** Counts what waits for one client to read, over all its answers and streams. Past the bound its line is ended. */
export interface SendBacklog {
  /** False when that is too much; the line was ended then. */
  add(bytes: number): boolean
  remove(bytes: number): void
  bytes(): number
}

export function createSendBacklog(most: number, end: () => void): SendBacklog {
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
